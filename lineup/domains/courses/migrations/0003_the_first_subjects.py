from django.db import migrations

SUBJECTS = (
    ("technology", "Technology", "Technologie"),
    ("driving", "Driving and racing", "Pilotage et course"),
    ("languages", "Languages", "Langues"),
    ("craft", "Craft and making", "Artisanat et fabrication"),
    ("arts", "Music and arts", "Musique et arts"),
    ("sport", "Sport and health", "Sport et santé"),
    ("safety", "Safety and first aid", "Sécurité et secours"),
    ("community", "Running a community", "Animer une communauté"),
)


def seed(apps, schema_editor) -> None:
    rows = apps.get_model("courses", "Subject").objects
    for position, (slug, english, french) in enumerate(SUBJECTS, start=1):
        rows.get_or_create(slug=slug, defaults={"name_en": english, "name_fr": french, "position": position})


class Migration(migrations.Migration):
    dependencies = [("courses", "0002_courses_are_found")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
