"""Amounts with their currency: exact, in no finer parts than the currency has, never added across currencies."""

from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation.errors import Invalid

# ISO 4217, as it stood in 2026, without funds, metals and codes for testing
_CODES = """
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY
    COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR
    ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK
    MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF
    SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU
    UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG
"""
CURRENCIES = tuple(_CODES.split())
_WHOLE = {
    "BIF",
    "CLP",
    "DJF",
    "GNF",
    "ISK",
    "JPY",
    "KMF",
    "KRW",
    "PYG",
    "RWF",
    "UGX",
    "VND",
    "VUV",
    "XAF",
    "XOF",
    "XPF",
}
_THOUSANDTHS = {"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"}

# what the column of an amount holds
MOST = Decimal("999999.999")
DIGITS, PLACES = 12, 3


class UnknownCurrency(Invalid):
    code = "unknown_currency"
    sentence = _("Write the currency as its three letters, like EUR or CHF.")
    field = "currency"


class NotAnAmount(Invalid):
    code = "not_an_amount"
    sentence = _("Enter an amount from %(least)s to %(most)s, like 12.50.")


def places(currency: str) -> int:
    """Return how many decimal places the currency has: 2 for EUR, 0 for JPY, 3 for TND."""
    if currency in _WHOLE:
        return 0
    return 3 if currency in _THOUSANDTHS else 2


def rounded(amount: Decimal, currency: str) -> Decimal:
    """Return the amount in the smallest parts that the currency has."""
    return amount.quantize(Decimal(1).scaleb(-places(currency)), rounding=ROUND_HALF_UP)


def check_currency(code: str, *, field: str = "currency") -> str:
    """Return the three letters in capitals. Raises UnknownCurrency."""
    code = code.strip().upper()
    if code not in CURRENCIES:
        raise UnknownCurrency(field=field)
    return code


def check(amount: Decimal, currency: str, *, field: str) -> Decimal:
    """Return a positive amount of the currency. Raises NotAnAmount, also for parts that the currency has not."""
    least = Decimal(1).scaleb(-places(currency))
    try:
        fits = least <= amount <= MOST and rounded(amount, currency) == amount
    except InvalidOperation:
        fits = False
    if not fits:
        raise NotAnAmount(field=field, least=least, most=int(MOST))
    return rounded(amount, currency)


def written(amount: Decimal, currency: str) -> str:
    """Return the amount as people of the active language write it, without its currency: "12,50"."""
    return str(number_format(rounded(amount, currency), places(currency), force_grouping=True))


def said(amount: Decimal, currency: str) -> str:
    """Return the amount with the letters of its currency: "12,50 EUR"."""
    # a hard space: the two belong together
    return f"{written(amount, currency)}\u00a0{currency}"
