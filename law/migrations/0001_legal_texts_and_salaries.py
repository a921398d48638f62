import django.contrib.postgres.constraints
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import records.choice_field
import records.triggers
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='BaseSalary',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField(verbose_name='từ ngày')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='đến ngày (không gồm)')),
                ('amount', models.PositiveIntegerField(verbose_name='mức lương cơ sở (đồng)')),
                ('source', models.CharField(max_length=300, verbose_name='nguồn')),
            ],
            options={
                'verbose_name': 'mức lương cơ sở',
                'verbose_name_plural': 'mức lương cơ sở',
                'ordering': ['valid_from'],
                'constraints': [django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(models.Func(models.F('valid_from'), models.F('valid_to'), function='daterange'), '&&')], name='one_base_salary_at_a_time'), models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='base_salary_period_forward'), models.CheckConstraint(condition=models.Q(('amount__gte', 1), models.Q(('source', ''), _negated=True)), name='base_salary_has_a_source')],
            },
        ),
        migrations.CreateModel(
            name='LegalText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('revision', models.PositiveIntegerField(default=1, editable=False, verbose_name='lần sửa')),
                ('valid_from', models.DateField(verbose_name='từ ngày')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='đến ngày (không gồm)')),
                ('kind', records.choice_field.ChoiceField(choices=[('law', 'Luật'), ('decree', 'Nghị định'), ('circular', 'Thông tư'), ('resolution', 'Nghị quyết'), ('decision', 'Quyết định'), ('guidance', 'Hướng dẫn')], max_length=20, verbose_name='loại văn bản')),
                ('number', models.CharField(max_length=60, verbose_name='số, ký hiệu')),
                ('issued_on', models.DateField(verbose_name='ngày ban hành')),
                ('issuer', models.CharField(max_length=150, verbose_name='cơ quan ban hành')),
                ('title', models.CharField(max_length=500, verbose_name='trích yếu')),
                ('topic', records.choice_field.ChoiceField(choices=[('authority', 'Thẩm quyền: tổ chức chính quyền địa phương'), ('emulation', 'Thi đua, khen thưởng'), ('paperwork', 'Công tác văn thư')], default='emulation', max_length=20, verbose_name='lĩnh vực')),
                ('amends', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='amendments', to='law.legaltext', verbose_name='sửa đổi, bổ sung văn bản')),
                ('checked', records.choice_field.ChoiceField(choices=[('read', 'Đã đối chiếu với văn bản'), ('secondary', 'Theo nguồn trích dẫn, chưa đối chiếu'), ('unverified', 'Chưa xác nhận, không in trên văn bản')], default='unverified', max_length=20, verbose_name='mức đối chiếu')),
                ('source', models.CharField(max_length=500, verbose_name='nguồn')),
                ('search_key', models.CharField(editable=False, max_length=700, verbose_name='khóa tìm kiếm')),
            ],
            options={
                'verbose_name': 'văn bản căn cứ',
                'verbose_name_plural': 'văn bản căn cứ',
                'ordering': ['topic', 'kind', 'issued_on'],
                'constraints': [models.UniqueConstraint(fields=('number',), name='one_legal_text_a_number'), models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='legal_text_period_forward'), models.CheckConstraint(condition=models.Q(models.Q(('number', ''), _negated=True), models.Q(('title', ''), _negated=True), models.Q(('issuer', ''), _negated=True), models.Q(('source', ''), _negated=True)), name='legal_text_is_named'), models.CheckConstraint(condition=models.Q(('valid_from__gte', models.F('issued_on'))), name='legal_text_in_force_after_its_day'), models.CheckConstraint(condition=models.Q(('kind__in', ['law', 'decree', 'circular', 'resolution', 'decision', 'guidance'])), name='law_legaltext_kind_check'), models.CheckConstraint(condition=models.Q(('topic__in', ['authority', 'emulation', 'paperwork'])), name='law_legaltext_topic_check'), models.CheckConstraint(condition=models.Q(('checked__in', ['read', 'secondary', 'unverified'])), name='law_legaltext_checked_check')],
            },
        ),
        migrations.CreateModel(
            name='Wording',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField(verbose_name='từ ngày')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='đến ngày (không gồm)')),
                ('title_family', models.CharField(max_length=60, verbose_name='nhóm danh hiệu')),
                ('commendation_family', models.CharField(max_length=60, verbose_name='nhóm hình thức khen')),
                ('open_vote', models.CharField(max_length=100, verbose_name='biểu quyết chung')),
                ('named_vote', models.CharField(max_length=100, verbose_name='biểu quyết có tên đơn vị')),
                ('exchange', models.CharField(max_length=40, verbose_name='cấp bằng mới khi bằng cũ in sai, hư hỏng')),
                ('reissue', models.CharField(max_length=40, verbose_name='cấp bằng mới khi bằng cũ bị mất')),
                ('signature_kind', models.CharField(max_length=100, verbose_name='loại xác nhận trên chữ ký')),
                ('signature_notice', models.CharField(max_length=300, verbose_name='giá trị của chữ ký trên hệ thống')),
                ('source', models.CharField(max_length=300, verbose_name='căn cứ')),
            ],
            options={
                'verbose_name': 'từ ngữ theo quy định',
                'verbose_name_plural': 'từ ngữ theo quy định',
                'ordering': ['valid_from'],
                'constraints': [django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(models.Func(models.F('valid_from'), models.F('valid_to'), function='daterange'), '&&')], name='one_wording_at_a_time'), models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='wording_period_forward'), models.CheckConstraint(condition=models.Q(('title_family', ''), ('commendation_family', ''), ('open_vote', ''), ('named_vote', ''), ('exchange', ''), ('reissue', ''), ('signature_kind', ''), ('signature_notice', ''), ('source', ''), _connector='OR', _negated=True), name='wording_has_its_words')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='wording',
            trigger=pgtrigger.compiler.Trigger(name='begun_wording_stands', sql=records.triggers.TriggerSql(func="IF OLD.valid_from <= (now() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date THEN\n    IF TG_OP = 'DELETE' THEN\n        RAISE EXCEPTION 'Từ ngữ đã có hiệu lực không sửa được.' USING ERRCODE = 'check_violation';\n    END IF;\n    IF to_jsonb(NEW) - 'valid_to' IS DISTINCT FROM to_jsonb(OLD) - 'valid_to'\n       OR (NEW.valid_to IS DISTINCT FROM OLD.valid_to\n           AND (coalesce(OLD.valid_to, 'infinity') <= (now() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date OR coalesce(NEW.valid_to, 'infinity') <= (now() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date))\n    THEN\n        RAISE EXCEPTION 'Từ ngữ đã có hiệu lực không sửa được.' USING ERRCODE = 'check_violation';\n    END IF;\nEND IF;\nIF TG_OP = 'DELETE' THEN\n    RETURN OLD;\nEND IF;\nRETURN NEW;", hash='914953ab8da02f515b671cd3e0fa1ede973bb5b8', operation='UPDATE OR DELETE', pgid='pgtrigger_begun_wording_stands_20de2', table='law_wording', when='BEFORE')),
        ),
    ]
