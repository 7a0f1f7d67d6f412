"""Row policies: a role that does not own the tables sees live public releases only, whatever a query asks for."""

from django.db import migrations

LIVE = "audience = 'public' AND withdrawn_at IS NULL"
OF_A_LIVE_RELEASE = "EXISTS (SELECT 1 FROM documents_release r WHERE r.id = release_id)"
POLICIES = {
    "documents_release": LIVE,
    "documents_releasedtext": OF_A_LIVE_RELEASE,
    "documents_releasedfile": OF_A_LIVE_RELEASE,
}


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial")]
    operations = [
        migrations.RunSQL(
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY; CREATE POLICY public_reads ON {table} FOR SELECT USING ({using});",
            f"DROP POLICY public_reads ON {table}; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;",
        )
        for table, using in POLICIES.items()
    ]
