from django.db import migrations

CATEGORIES = (
    ("talks", "Talks and meetups", "Conférences et rencontres"),
    ("workshops", "Workshops and courses", "Ateliers et cours"),
    ("racing", "Racing", "Course automobile"),
    ("sport", "Sport and outdoors", "Sport et plein air"),
    ("arts", "Music and arts", "Musique et arts"),
    ("food", "Food and drink", "Cuisine et repas"),
    ("games", "Games and play", "Jeux"),
    ("community", "Community life", "Vie de la communauté"),
)


def seed(apps, schema_editor) -> None:
    rows = apps.get_model("events", "Category").objects
    for position, (slug, english, french) in enumerate(CATEGORIES, start=1):
        rows.get_or_create(slug=slug, defaults={"name_en": english, "name_fr": french, "position": position})


class Migration(migrations.Migration):
    dependencies = [("events", "0003_words_are_found")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
