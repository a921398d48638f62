import django.contrib.postgres.indexes
import django.db.models.deletion
import libraries.web.word_search
import pgtrigger.compiler
import pgtrigger.migrations
import records.triggers
import units.ownership
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('records', '0001_audit_documents_numbers'),
        ('units', '0001_blocs_units_years_people'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Evidence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_sample', models.BooleanField(default=False, verbose_name='dữ liệu mẫu')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evidence', to='units.unit', verbose_name='đơn vị')),
                ('title', models.CharField(max_length=300, verbose_name='tên minh chứng')),
                ('number', models.CharField(blank=True, max_length=60, verbose_name='số, ký hiệu')),
                ('issuer', models.CharField(blank=True, max_length=200, verbose_name='cơ quan ban hành')),
                ('issued_on', models.DateField(verbose_name='ngày văn bản')),
                ('document', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='unit_evidence', to='records.document', verbose_name='tệp')),
                ('sha256', models.CharField(max_length=64, verbose_name='SHA-256')),
                ('pages', models.PositiveSmallIntegerField(default=1, verbose_name='số trang')),
                ('is_hard_to_read', models.BooleanField(default=False, verbose_name='khó đọc')),
                ('added_at', models.DateTimeField(verbose_name='thời gian tải lên')),
                ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người tải lên')),
                ('search_key', models.CharField(default='', editable=False, max_length=600, verbose_name='khóa tìm kiếm')),
            ],
            options={
                'verbose_name': 'minh chứng',
                'verbose_name_plural': 'các minh chứng',
                'ordering': ['-pk'],
                'indexes': [models.Index(fields=['sha256'], name='evidence_by_content'), django.contrib.postgres.indexes.GinIndex(libraries.web.word_search.Words(models.F('search_key')), name='evidence_by_words')],
                'constraints': [models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='evidence_has_title'), models.CheckConstraint(condition=models.Q(('sha256__regex', '^[0-9a-f]{64}$')), name='evidence_names_its_content'), models.UniqueConstraint(fields=('unit', 'sha256'), name='one_file_of_a_unit_once')],
            },
            bases=(units.ownership.UnitOwned, models.Model),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='evidence',
            trigger=pgtrigger.compiler.Trigger(name='write_once_row', sql=records.triggers.TriggerSql(func="RAISE EXCEPTION 'Bảng % chỉ ghi một lần, không sửa, không xóa (%).', TG_TABLE_NAME, TG_OP\n    USING ERRCODE = 'restrict_violation';", hash='e1476e2925155f543780dbf5d9b9555c06ddb122', operation='UPDATE OR DELETE', pgid='pgtrigger_write_once_row_f2eeb', table='evidence_evidence', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='evidence',
            trigger=pgtrigger.compiler.Trigger(name='write_once_table', sql=records.triggers.TriggerSql(func="RAISE EXCEPTION 'Bảng % chỉ ghi một lần, không sửa, không xóa (%).', TG_TABLE_NAME, TG_OP\n    USING ERRCODE = 'restrict_violation';", hash='2769095abc032a30d43258c18bc323fe7116c20b', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_write_once_table_7ed9d', table='evidence_evidence', when='BEFORE')),
        ),
    ]
