import django.db.models.constraints
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import records.choice_field
import records.triggers
import units.ownership
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('conferences', '0001_conferences_agenda_minutes'),
        ('drafting', '0001_texts_versions_consultations'),
        ('signatures', '0001_requests_parties_signatures'),
        ('units', '0001_blocs_units_years_people'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Pledge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_sample', models.BooleanField(default=False, verbose_name='dữ liệu mẫu')),
                ('emulation_year', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pledges', to='units.emulationyear', verbose_name='năm thi đua')),
                ('text', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='pledge', to='drafting.text', verbose_name='văn bản dự thảo')),
                ('title', models.CharField(max_length=300, verbose_name='tên giao ước')),
                ('state', records.choice_field.ChoiceField(choices=[('draft', 'Đang chuẩn bị'), ('open', 'Đang ký'), ('in_force', 'Có hiệu lực'), ('closed', 'Đã kết thúc')], default='draft', max_length=10, verbose_name='trạng thái')),
                ('conference', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='pledges', to='conferences.conference', verbose_name='hội nghị ký kết')),
                ('listed_year', models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='năm để xếp')),
                ('place', models.CharField(blank=True, max_length=300, verbose_name='nơi ký kết')),
                ('created_at', models.DateTimeField(verbose_name='thời gian lập')),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người lập')),
                ('opened_at', models.DateTimeField(blank=True, null=True, verbose_name='thời gian bắt đầu ký')),
                ('opened_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người bắt đầu ký')),
                ('content', models.JSONField(blank=True, null=True, verbose_name='nội dung đã khóa')),
                ('sealed_version', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='drafting.version', verbose_name='bản dự thảo đã khóa')),
                ('signing', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='pledge', to='signatures.signingrequest', verbose_name='đề nghị ký')),
                ('in_force_at', models.DateTimeField(blank=True, null=True, verbose_name='thời gian có hiệu lực')),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='thời gian kết thúc')),
                ('closed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người xác nhận kết thúc')),
                ('closing_reason', models.CharField(blank=True, max_length=500, verbose_name='lý do kết thúc')),
            ],
            options={
                'verbose_name': 'giao ước thi đua',
                'verbose_name_plural': 'giao ước thi đua',
                'indexes': [models.Index(fields=['-listed_year', 'id'], name='pledges_in_order'), models.Index(condition=models.Q(('state__in', ['open', 'in_force', 'closed'])), fields=['-listed_year', 'id'], name='pledges_sealed_in_order')],
                'constraints': [models.UniqueConstraint(fields=('emulation_year',), name='one_pledge_a_year'), models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='pledge_has_title'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['open', 'in_force', 'closed']), ('opened_at__isnull', False), ('opened_by__isnull', False), ('content__isnull', False), ('sealed_version__isnull', False), ('signing__isnull', False)), models.Q(models.Q(('state__in', ['open', 'in_force', 'closed']), _negated=True), ('opened_at__isnull', True), ('opened_by__isnull', True), ('content__isnull', True), ('sealed_version__isnull', True), ('signing__isnull', True)), _connector='OR'), name='pledge_sealed_when_opened'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['in_force', 'closed']), ('in_force_at__isnull', False)), models.Q(models.Q(('state__in', ['in_force', 'closed']), _negated=True), ('in_force_at__isnull', True)), _connector='OR'), name='pledge_in_force_since'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['closed']), ('closed_at__isnull', False), ('closed_by__isnull', False)), models.Q(models.Q(('state__in', ['closed']), _negated=True), ('closed_at__isnull', True), ('closed_by__isnull', True)), _connector='OR'), name='pledge_closed_when_closed'), models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'open', 'in_force', 'closed'])), name='pledges_pledge_state_check')],
            },
            bases=(units.ownership.YearOwned, units.ownership.Toned, models.Model),
        ),
        migrations.CreateModel(
            name='QuarterReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_sample', models.BooleanField(default=False, verbose_name='dữ liệu mẫu')),
                ('revision', models.PositiveIntegerField(default=1, editable=False, verbose_name='lần sửa')),
                ('pledge', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='quarter_reports', to='pledges.pledge', verbose_name='giao ước')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit', verbose_name='đơn vị')),
                ('quarter', models.PositiveSmallIntegerField(verbose_name='quý')),
                ('state', records.choice_field.ChoiceField(choices=[('open', 'Đang nhập'), ('confirmed', 'Đã xác nhận')], default='open', max_length=10, verbose_name='trạng thái')),
                ('confirmed_at', models.DateTimeField(blank=True, null=True, verbose_name='thời gian xác nhận')),
                ('confirmed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người xác nhận')),
            ],
            options={
                'verbose_name': 'kết quả quý của đơn vị',
                'verbose_name_plural': 'kết quả quý của các đơn vị',
                'ordering': ['pledge', 'quarter', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('pledge', 'unit', 'quarter'), name='one_report_a_unit_a_quarter'), models.CheckConstraint(condition=models.Q(('quarter__gte', 1), ('quarter__lte', 4)), name='quarters_are_four'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['confirmed']), ('confirmed_at__isnull', False), ('confirmed_by__isnull', False)), models.Q(models.Q(('state__in', ['confirmed']), _negated=True), ('confirmed_at__isnull', True), ('confirmed_by__isnull', True)), _connector='OR'), name='quarter_confirmed_stamps'), models.CheckConstraint(condition=models.Q(('state__in', ['open', 'confirmed'])), name='pledges_quarterreport_state_check')],
            },
            bases=(units.ownership.PartOf, units.ownership.Toned, models.Model),
        ),
        migrations.CreateModel(
            name='Target',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_sample', models.BooleanField(default=False, verbose_name='dữ liệu mẫu')),
                ('pledge', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='targets', to='pledges.pledge', verbose_name='giao ước')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='targets', to='units.unit', verbose_name='đơn vị')),
                ('position', models.PositiveSmallIntegerField(verbose_name='thứ tự')),
                ('name', models.CharField(max_length=300, verbose_name='chỉ tiêu')),
                ('measure', models.CharField(max_length=60, verbose_name='đơn vị tính')),
                ('value', models.DecimalField(decimal_places=2, max_digits=16, verbose_name='mức đăng ký')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='ghi chú')),
                ('written_at', models.DateTimeField(verbose_name='thời gian nhập')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người nhập')),
            ],
            options={
                'verbose_name': 'chỉ tiêu',
                'verbose_name_plural': 'chỉ tiêu đăng ký',
                'ordering': ['position', 'pk'],
                'constraints': [models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['DEFERRED'], fields=('pledge', 'unit', 'position'), name='targets_of_a_unit_in_order'), models.CheckConstraint(condition=models.Q(models.Q(('name', ''), _negated=True), models.Q(('measure', ''), _negated=True)), name='target_says_what_and_how_measured'), models.CheckConstraint(condition=models.Q(('value__gte', 0)), name='target_not_negative')],
            },
            bases=(units.ownership.PartOf, models.Model),
        ),
        migrations.CreateModel(
            name='TargetResult',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_sample', models.BooleanField(default=False, verbose_name='dữ liệu mẫu')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='results', to='pledges.quarterreport', verbose_name='kết quả quý của đơn vị')),
                ('target', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='results', to='pledges.target', verbose_name='chỉ tiêu')),
                ('value', models.DecimalField(decimal_places=2, max_digits=16, verbose_name='kết quả lũy kế')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='ghi chú')),
                ('written_at', models.DateTimeField(verbose_name='thời gian nhập')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người nhập')),
            ],
            options={
                'verbose_name': 'kết quả của chỉ tiêu',
                'verbose_name_plural': 'kết quả của các chỉ tiêu',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('report', 'target'), name='one_result_a_target_a_quarter')],
            },
            bases=(units.ownership.PartOf, models.Model),
        ),
        migrations.CreateModel(
            name='UnitPledge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_sample', models.BooleanField(default=False, verbose_name='dữ liệu mẫu')),
                ('revision', models.PositiveIntegerField(default=1, editable=False, verbose_name='lần sửa')),
                ('pledge', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='pledges.pledge', verbose_name='giao ước')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit', verbose_name='đơn vị')),
            ],
            options={
                'verbose_name': 'phần giao ước của đơn vị',
                'verbose_name_plural': 'phần giao ước của các đơn vị',
                'constraints': [models.UniqueConstraint(fields=('pledge', 'unit'), name='one_part_a_unit')],
            },
            bases=(units.ownership.PartOf, models.Model),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='pledge',
            trigger=pgtrigger.compiler.Trigger(name='sealed_pledge_stays', sql=records.triggers.TriggerSql(func="IF OLD.state <> 'draft' AND NEW.state <> 'draft' AND (NEW.content, NEW.sealed_version_id, NEW.signing_id,\n    NEW.opened_at) IS DISTINCT FROM (OLD.content, OLD.sealed_version_id, OLD.signing_id, OLD.opened_at) THEN\n    RAISE EXCEPTION 'Nội dung giao ước đã khóa, không sửa.' USING ERRCODE = 'restrict_violation';\nEND IF;\nIF NEW.state = 'draft' AND OLD.state <> 'draft' AND EXISTS (\n    SELECT 1 FROM signatures_acceptedsignature WHERE request_id = OLD.signing_id) THEN\n    RAISE EXCEPTION 'Giao ước đã có chữ ký, không thu hồi được.' USING ERRCODE = 'restrict_violation';\nEND IF;\nIF NEW.state = 'in_force' AND OLD.state <> 'in_force' AND NOT EXISTS (\n    SELECT 1 FROM signatures_signingrequest WHERE id = NEW.signing_id AND state = 'complete') THEN\n    RAISE EXCEPTION 'Giao ước có hiệu lực khi đủ chữ ký.' USING ERRCODE = 'restrict_violation';\nEND IF;\nRETURN NEW;", hash='66009069b9325dd6a70df77169402ddce5a60733', operation='UPDATE', pgid='pgtrigger_sealed_pledge_stays_275ee', table='pledges_pledge', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='pledge',
            trigger=pgtrigger.compiler.Trigger(name='year_of_the_row', sql=records.triggers.TriggerSql(func='SELECT year INTO NEW.listed_year FROM units_emulationyear WHERE id = NEW.emulation_year_id;\nRETURN NEW;', hash='abbe3c93ec2257e72b766b2e22b6de046501d395', operation='INSERT OR UPDATE', pgid='pgtrigger_year_of_the_row_ff771', table='pledges_pledge', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='target',
            trigger=pgtrigger.compiler.Trigger(name='sealed_targets_stay', sql=records.triggers.TriggerSql(func="IF EXISTS (SELECT 1 FROM pledges_pledge WHERE state <> 'draft'\n           AND id IN (CASE WHEN TG_OP <> 'INSERT' THEN OLD.pledge_id END,\n                      CASE WHEN TG_OP <> 'DELETE' THEN NEW.pledge_id END)) THEN\n    RAISE EXCEPTION 'Nội dung giao ước đã khóa, chỉ tiêu không sửa (%).', TG_OP\n        USING ERRCODE = 'restrict_violation';\nEND IF;\nRETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;", hash='3ef1a4f8b5efbd862c544919c50f2406f010aa33', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_sealed_targets_stay_f41c2', table='pledges_target', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='targetresult',
            trigger=pgtrigger.compiler.Trigger(name='results_of_an_open_report', sql=records.triggers.TriggerSql(declare='DECLARE report pledges_quarterreport; target pledges_target;', func="SELECT * INTO report FROM pledges_quarterreport\n WHERE id = CASE WHEN TG_OP = 'DELETE' THEN OLD.report_id ELSE NEW.report_id END;\nIF report.state <> 'open' THEN\n    RAISE EXCEPTION 'Kết quả đã xác nhận, không sửa (%).', TG_OP USING ERRCODE = 'restrict_violation';\nEND IF;\nIF TG_OP = 'DELETE' THEN\n    RETURN OLD;\nEND IF;\nIF TG_OP = 'UPDATE' AND NEW.report_id <> OLD.report_id THEN\n    RAISE EXCEPTION 'Kết quả ở nguyên trong quý của nó.' USING ERRCODE = 'restrict_violation';\nEND IF;\nSELECT * INTO target FROM pledges_target WHERE id = NEW.target_id;\nIF target.pledge_id <> report.pledge_id OR target.unit_id <> report.unit_id THEN\n    RAISE EXCEPTION 'Chỉ tiêu không thuộc đơn vị và giao ước của báo cáo.' USING ERRCODE = 'restrict_violation';\nEND IF;\nRETURN NEW;", hash='7f937bd58979e9048a66fa94d188c57a3654b317', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_results_of_an_open_report_363dd', table='pledges_targetresult', when='BEFORE')),
        ),
    ]
