"""Response tables are kept once issued. Comments: the closing moment itself is too late, a sent one stays as sent."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from records.write_once import write_once

FUNCTION = """
CREATE OR REPLACE FUNCTION drafting_refuse_late_comment() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    asked bigint := CASE WHEN TG_OP = 'DELETE' THEN OLD.consultation_id ELSE NEW.consultation_id END;
    ends timestamptz;
    closed boolean;
BEGIN
    IF TG_OP <> 'INSERT' AND OLD.state = 'sent' THEN
        RAISE EXCEPTION 'Góp ý đã gửi không sửa, không xóa được.' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'sent_comment_stays';
    END IF;
    SELECT least(closes_at, coalesce(closed_at, closes_at)), closed_at IS NOT NULL INTO ends, closed
        FROM drafting_consultation WHERE id = asked;
    IF closed OR (TG_OP <> 'DELETE' AND coalesce(NEW.sent_at, NEW.written_at) >= ends) THEN
        RAISE EXCEPTION 'Thời gian góp ý đã kết thúc.' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'comment_before_the_round_ends';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$
"""
BEFORE = """
CREATE OR REPLACE FUNCTION drafting_refuse_late_comment() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE ends timestamptz;
BEGIN
    SELECT least(closes_at, coalesce(closed_at, closes_at)) INTO ends
        FROM drafting_consultation WHERE id = NEW.consultation_id;
    IF coalesce(NEW.sent_at, NEW.written_at) > ends THEN
        RAISE EXCEPTION 'Thời gian góp ý đã kết thúc.' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'comment_before_the_round_ends';
    END IF;
    RETURN NEW;
END $$
"""
DROP = "DROP TRIGGER comment_before_the_round_ends ON drafting_comment"
WATCH = (
    "CREATE TRIGGER comment_before_the_round_ends BEFORE {events} ON drafting_comment "
    "FOR EACH ROW EXECUTE FUNCTION drafting_refuse_late_comment()"
)


class Migration(migrations.Migration):

    dependencies = [
        ('drafting', '0002_versions_written_once_late_comments_refused'),
        ('records', '0002_written_once'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ResponseTable',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sha256', models.CharField(max_length=64, verbose_name='SHA-256 của nội dung')),
                ('issued_at', models.DateTimeField(verbose_name='ban hành lúc')),
                ('consultation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='response_tables', to='drafting.consultation', verbose_name='đợt lấy ý kiến')),
                ('document', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.document', verbose_name='bản PDF')),
                ('issued_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người ban hành')),
                ('word', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.document', verbose_name='bản Word')),
            ],
            options={
                'verbose_name': 'bảng tổng hợp',
                'verbose_name_plural': 'các bảng tổng hợp',
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('sha256__regex', '^[0-9a-f]{64}$')), name='response_table_sha256_shape'), models.CheckConstraint(condition=models.Q(('document', models.F('word')), _negated=True), name='response_table_pdf_is_not_its_word')],
            },
        ),
        write_once("drafting_responsetable"),
        migrations.RunSQL(
            [FUNCTION, DROP, WATCH.format(events="INSERT OR UPDATE OR DELETE")],
            [DROP, BEFORE, WATCH.format(events="INSERT OR UPDATE")],
        ),
    ]
