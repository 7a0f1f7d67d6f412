"""The record of what was done is only ever added to."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit events are append-only';
END $$;
CREATE TRIGGER audit_event_append_only BEFORE UPDATE OR DELETE ON audit_event
  FOR EACH ROW EXECUTE FUNCTION audit_is_append_only();
"""
BACK = "DROP TRIGGER audit_event_append_only ON audit_event; DROP FUNCTION audit_is_append_only();"


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACK)]
