import django.contrib.postgres.indexes
import django.db.models.deletion
import libraries.web.word_search
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
        ('ballots', '0001_ballots_electors_votes'),
        ('drafting', '0001_texts_versions_consultations'),
        ('records', '0001_audit_documents_numbers'),
        ('signatures', '0001_requests_parties_signatures'),
        ('units', '0001_blocs_units_years_people'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Regulation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_sample', models.BooleanField(default=False, verbose_name='dữ liệu mẫu')),
                ('emulation_year', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='regulations', to='units.emulationyear', verbose_name='năm thi đua')),
                ('bloc', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='regulations', to='units.bloc', verbose_name='khối')),
                ('text', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='regulation', to='drafting.text', verbose_name='văn bản dự thảo')),
                ('amends', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='amendments', to='regulations.regulation', verbose_name='quy chế được sửa đổi, bổ sung')),
                ('title', models.CharField(max_length=300, verbose_name='tên quy chế')),
                ('search_key', models.CharField(editable=False, max_length=400, verbose_name='khóa tìm kiếm')),
                ('state', records.choice_field.ChoiceField(choices=[('draft', 'Dự thảo'), ('adopted', 'Đã thông qua'), ('issued', 'Đã ban hành'), ('superseded', 'Đã có quy chế thay thế')], default='draft', max_length=12, verbose_name='trạng thái')),
                ('started_at', models.DateTimeField(verbose_name='bắt đầu lúc')),
                ('started_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người bắt đầu')),
                ('ballot', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='regulation', to='ballots.ballot', verbose_name='biểu quyết thông qua')),
                ('adopted_version', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='drafting.version', verbose_name='bản được thông qua')),
                ('adopted_at', models.DateTimeField(blank=True, null=True, verbose_name='xác nhận thông qua lúc')),
                ('adopted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người xác nhận thông qua')),
                ('series', models.CharField(blank=True, max_length=40, null=True, verbose_name='ký hiệu')),
                ('number', models.PositiveIntegerField(blank=True, null=True, verbose_name='số')),
                ('number_year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='năm của số')),
                ('number_text', models.CharField(blank=True, max_length=60, null=True, verbose_name='số, ký hiệu')),
                ('signed_on', models.DateField(blank=True, null=True, verbose_name='ngày ký')),
                ('effective_from', models.DateField(blank=True, null=True, verbose_name='ngày có hiệu lực')),
                ('signer_unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit', verbose_name='đơn vị của người ký')),
                ('signer_name', models.CharField(blank=True, max_length=100, null=True, verbose_name='người ký')),
                ('signer_post', models.CharField(blank=True, max_length=500, null=True, verbose_name='chức vụ tại đơn vị')),
                ('signer_lines', models.CharField(blank=True, max_length=200, null=True, verbose_name='thẩm quyền ký, mỗi dòng một vế')),
                ('signing', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='regulation', to='signatures.signingrequest', verbose_name='đề nghị ký')),
                ('document', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='regulation', to='records.document', verbose_name='bản PDF')),
                ('word_document', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='regulation_in_word', to='records.document', verbose_name='bản Word')),
                ('issued_at', models.DateTimeField(blank=True, null=True, verbose_name='ban hành lúc')),
                ('issued_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người ban hành')),
                ('successor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='predecessors', to='regulations.regulation', verbose_name='quy chế thay thế')),
                ('superseded_at', models.DateTimeField(blank=True, null=True, verbose_name='được thay thế lúc')),
                ('superseded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người ban hành quy chế thay thế')),
            ],
            options={
                'verbose_name': 'quy chế',
                'verbose_name_plural': 'quy chế',
                'indexes': [models.Index(models.OrderBy(models.Case(models.When(state='issued', then=models.Value(0)), models.When(state='adopted', then=models.Value(1)), models.When(state='draft', then=models.Value(2)), default=models.Value(3), output_field=models.SmallIntegerField())), models.OrderBy(models.F('signed_on'), descending=True, nulls_last=True), models.OrderBy(models.F('id'), descending=True), name='regulations_in_order'), django.contrib.postgres.indexes.GinIndex(libraries.web.word_search.Words(models.F('search_key')), name='regulations_by_words')],
                'constraints': [models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='regulation_has_title'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['adopted', 'issued', 'superseded']), ('ballot__isnull', False), ('adopted_version__isnull', False), ('adopted_at__isnull', False), ('adopted_by__isnull', False)), models.Q(models.Q(('state__in', ['adopted', 'issued', 'superseded']), _negated=True), ('ballot__isnull', True), ('adopted_version__isnull', True), ('adopted_at__isnull', True), ('adopted_by__isnull', True)), _connector='OR'), name='regulation_adopted_when_adopted'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['issued', 'superseded']), ('series__isnull', False), ('number__isnull', False), ('number_year__isnull', False), ('number_text__isnull', False), ('signed_on__isnull', False), ('effective_from__isnull', False), ('signer_unit__isnull', False), ('signer_name__isnull', False), ('signer_post__isnull', False), ('signer_lines__isnull', False), ('document__isnull', False), ('word_document__isnull', False), ('issued_at__isnull', False), ('issued_by__isnull', False)), models.Q(models.Q(('state__in', ['issued', 'superseded']), _negated=True), ('series__isnull', True), ('number__isnull', True), ('number_year__isnull', True), ('number_text__isnull', True), ('signed_on__isnull', True), ('effective_from__isnull', True), ('signer_unit__isnull', True), ('signer_name__isnull', True), ('signer_post__isnull', True), ('signer_lines__isnull', True), ('document__isnull', True), ('word_document__isnull', True), ('issued_at__isnull', True), ('issued_by__isnull', True)), _connector='OR'), name='regulation_issued_when_issued'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['superseded']), ('successor__isnull', False), ('superseded_at__isnull', False), ('superseded_by__isnull', False)), models.Q(models.Q(('state__in', ['superseded']), _negated=True), ('successor__isnull', True), ('superseded_at__isnull', True), ('superseded_by__isnull', True)), _connector='OR'), name='regulation_replaced_when_superseded'), models.UniqueConstraint(fields=('bloc', 'series', 'number_year', 'number'), name='one_regulation_a_number'), models.UniqueConstraint(condition=models.Q(('amends', None), ('state', 'issued')), fields=('bloc',), name='one_regulation_in_force_a_bloc'), models.UniqueConstraint(condition=models.Q(('state__in', ['draft', 'adopted'])), fields=('amends',), name='one_amendment_at_a_time'), models.CheckConstraint(condition=models.Q(('number__isnull', True), models.Q(('number__gte', 1), ('signed_on__year', models.F('number_year'))), _connector='OR'), name='regulation_numbered_in_its_year'), models.CheckConstraint(condition=models.Q(('effective_from__isnull', True), ('effective_from__gte', models.F('signed_on')), _connector='OR'), name='regulation_holds_from_its_signing'), models.CheckConstraint(condition=models.Q(('signer_name__isnull', True), models.Q(('signer_name', ''), ('signer_post', ''), ('signer_lines', ''), ('number_text', ''), _connector='OR', _negated=True), _connector='OR'), name='regulation_says_who_signed'), models.CheckConstraint(condition=models.Q(('word_document__isnull', True), models.Q(('word_document', models.F('document')), _negated=True), _connector='OR'), name='regulation_word_is_another_file'), models.CheckConstraint(condition=models.Q(('successor', models.F('id')), _negated=True), name='regulation_not_its_own_successor'), models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'adopted', 'issued', 'superseded'])), name='regulations_regulation_state_check')],
            },
            bases=(units.ownership.BlocOwned, units.ownership.Toned, models.Model),
        ),
        migrations.CreateModel(
            name='Erratum',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_sample', models.BooleanField(default=False, verbose_name='dữ liệu mẫu')),
                ('regulation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='errata', to='regulations.regulation', verbose_name='quy chế')),
                ('state', records.choice_field.ChoiceField(choices=[('draft', 'Dự thảo'), ('issued', 'Đã ban hành')], default='draft', max_length=12, verbose_name='trạng thái')),
                ('corrections', models.JSONField(default=list, verbose_name='nội dung đính chính')),
                ('started_at', models.DateTimeField(verbose_name='bắt đầu lúc')),
                ('started_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người bắt đầu')),
                ('signing', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='erratum', to='signatures.signingrequest', verbose_name='đề nghị ký')),
                ('number_text', models.CharField(blank=True, max_length=60, null=True, verbose_name='số, ký hiệu')),
                ('signed_on', models.DateField(blank=True, null=True, verbose_name='ngày ký')),
                ('signer_unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit', verbose_name='đơn vị của người ký')),
                ('signer_name', models.CharField(blank=True, max_length=100, null=True, verbose_name='người ký')),
                ('signer_post', models.CharField(blank=True, max_length=500, null=True, verbose_name='chức vụ tại đơn vị')),
                ('document', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='erratum', to='records.document', verbose_name='bản PDF')),
                ('word_document', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='erratum_in_word', to='records.document', verbose_name='bản Word')),
                ('issued_at', models.DateTimeField(blank=True, null=True, verbose_name='ban hành lúc')),
                ('issued_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người ban hành')),
            ],
            options={
                'verbose_name': 'văn bản đính chính',
                'verbose_name_plural': 'các văn bản đính chính',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'draft')), fields=('regulation',), name='one_erratum_at_a_time'), models.CheckConstraint(condition=models.Q(('corrections', []), _negated=True), name='erratum_corrects_something'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['issued']), ('number_text__isnull', False), ('signed_on__isnull', False), ('signer_unit__isnull', False), ('signer_name__isnull', False), ('signer_post__isnull', False), ('document__isnull', False), ('word_document__isnull', False), ('issued_at__isnull', False), ('issued_by__isnull', False)), models.Q(models.Q(('state__in', ['issued']), _negated=True), ('number_text__isnull', True), ('signed_on__isnull', True), ('signer_unit__isnull', True), ('signer_name__isnull', True), ('signer_post__isnull', True), ('document__isnull', True), ('word_document__isnull', True), ('issued_at__isnull', True), ('issued_by__isnull', True)), _connector='OR'), name='erratum_issued_when_issued'), models.CheckConstraint(condition=models.Q(('word_document__isnull', True), models.Q(('word_document', models.F('document')), _negated=True), _connector='OR'), name='erratum_word_is_another_file'), models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'issued'])), name='regulations_erratum_state_check')],
            },
            bases=(units.ownership.PartOf, units.ownership.Toned, models.Model),
        ),
        migrations.CreateModel(
            name='IssuedArticle',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('regulation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='articles', to='regulations.regulation', verbose_name='quy chế')),
                ('position', models.PositiveSmallIntegerField(verbose_name='thứ tự')),
                ('place', models.CharField(max_length=20, verbose_name='điều')),
                ('anchor', models.SlugField(max_length=40, verbose_name='địa chỉ trong văn bản')),
                ('heading', models.CharField(blank=True, max_length=500, verbose_name='tên điều')),
                ('words', models.TextField(verbose_name='lời văn')),
                ('search_key', models.TextField(editable=False, verbose_name='khóa tìm kiếm')),
            ],
            options={
                'verbose_name': 'điều đã ban hành',
                'verbose_name_plural': 'các điều đã ban hành',
                'ordering': ['position'],
                'indexes': [django.contrib.postgres.indexes.GinIndex(libraries.web.word_search.Words(models.F('search_key')), name='articles_by_words')],
                'constraints': [models.UniqueConstraint(fields=('regulation', 'anchor'), name='one_article_an_address'), models.UniqueConstraint(fields=('regulation', 'position'), name='one_article_a_place')],
            },
            bases=(units.ownership.PartOf, models.Model),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='regulation',
            trigger=pgtrigger.compiler.Trigger(name='regulation_fits_its_rows', sql=records.triggers.TriggerSql(func="IF NOT EXISTS (\n    SELECT 1 FROM units_emulationyear y JOIN drafting_text t ON t.emulation_year_id = y.id\n    WHERE y.id = NEW.emulation_year_id AND y.bloc_id = NEW.bloc_id\n      AND t.id = NEW.text_id AND t.kind = 'regulation'\n) THEN\n    RAISE EXCEPTION 'Quy chế không khớp năm thi đua, khối và dự thảo của nó.'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'regulation_of_its_year_and_text';\nEND IF;\n-- What amends is drafted from an issued regulation of the bloc, and from a whole one.\nIF (NEW.amends_id IS NOT NULL) <> (SELECT t.amends <> '' FROM drafting_text t WHERE t.id = NEW.text_id)\n    OR (NEW.amends_id IS NOT NULL AND NOT EXISTS (\n        SELECT 1 FROM regulations_regulation r\n         WHERE r.id = NEW.amends_id AND r.bloc_id = NEW.bloc_id AND r.amends_id IS NULL\n           AND r.state IN ('issued', 'superseded')\n    )) THEN\n    RAISE EXCEPTION 'Văn bản sửa đổi, bổ sung không khớp quy chế được sửa đổi.'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'amendment_of_an_issued_regulation';\nEND IF;\nIF NEW.state = 'issued' AND NEW.amends_id IS NOT NULL AND NOT EXISTS (\n    SELECT 1 FROM regulations_regulation r WHERE r.id = NEW.amends_id AND r.state = 'issued'\n) THEN\n    RAISE EXCEPTION 'Quy chế được sửa đổi đã được thay thế.'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'amendment_of_what_holds';\nEND IF;\nIF NEW.adopted_version_id IS NOT NULL AND NOT EXISTS (\n    SELECT 1 FROM drafting_version v WHERE v.id = NEW.adopted_version_id AND v.text_id = NEW.text_id\n) THEN\n    RAISE EXCEPTION 'Bản được thông qua không phải bản của dự thảo này.'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'regulation_adopts_its_own_version';\nEND IF;\nIF NEW.ballot_id IS NOT NULL AND NOT EXISTS (\n    SELECT 1 FROM ballots_ballot b\n    WHERE b.id = NEW.ballot_id AND b.state = 'closed' AND b.passed\n      AND b.subject_kind = 'regulation' AND b.subject_key = NEW.id\n      AND b.subject_edition = NEW.adopted_version_id\n) THEN\n    RAISE EXCEPTION 'Quy chế chỉ được thông qua bằng biểu quyết đã thông qua về đúng bản này.'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'regulation_adopted_by_a_passed_ballot';\nEND IF;\n-- Nobody's name stands on it without that person's act.\nIF NEW.state IN ('issued', 'superseded') AND NOT EXISTS (\n    SELECT 1 FROM signatures_signingrequest r\n     WHERE r.id = NEW.signing_id AND r.kind = 'regulation' AND r.state IN ('complete', 'issued')\n) THEN\n    RAISE EXCEPTION 'Quy chế chỉ được ban hành sau khi đủ chữ ký.'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'regulation_issued_when_signed';\nEND IF;\nIF NEW.state = 'draft' AND EXISTS (\n    SELECT 1 FROM signatures_signingrequest r WHERE r.id = NEW.signing_id AND r.state IN ('open', 'complete')\n) THEN\n    RAISE EXCEPTION 'Quy chế đang trình ký, không trả lại dự thảo.'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'regulation_being_signed_is_no_draft';\nEND IF;\nRETURN NEW;", hash='f9e0182f2100b90c499f1aded27c1b596a44e6fc', operation='INSERT OR UPDATE', pgid='pgtrigger_regulation_fits_its_rows_ece1c', table='regulations_regulation', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='regulation',
            trigger=pgtrigger.compiler.Trigger(name='issued_regulation_stays', sql=records.triggers.TriggerSql(condition="WHEN (OLD.state IN ('issued', 'superseded'))", declare="DECLARE its_end text[] := ARRAY['state', 'successor_id', 'superseded_at', 'superseded_by_id'];", func="IF TG_OP = 'UPDATE' AND OLD.state = 'issued' AND NEW.state = 'superseded'\n    AND to_jsonb(OLD) - its_end = to_jsonb(NEW) - its_end THEN\n    RETURN NEW;\nEND IF;\nRAISE EXCEPTION 'Quy chế đã thông qua không xóa, đã ban hành không sửa (%).', TG_OP\n    USING ERRCODE = 'restrict_violation';", hash='6d71e61d0e4110aba85037625d8b8e609d68f4a2', operation='UPDATE', pgid='pgtrigger_issued_regulation_stays_c5f76', table='regulations_regulation', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='regulation',
            trigger=pgtrigger.compiler.Trigger(name='adopted_regulation_stays', sql=records.triggers.TriggerSql(condition="WHEN (OLD.state <> 'draft')", declare="DECLARE its_end text[] := ARRAY['state', 'successor_id', 'superseded_at', 'superseded_by_id'];", func="IF TG_OP = 'UPDATE' AND OLD.state = 'issued' AND NEW.state = 'superseded'\n    AND to_jsonb(OLD) - its_end = to_jsonb(NEW) - its_end THEN\n    RETURN NEW;\nEND IF;\nRAISE EXCEPTION 'Quy chế đã thông qua không xóa, đã ban hành không sửa (%).', TG_OP\n    USING ERRCODE = 'restrict_violation';", hash='878f19c9d747824e8bb142de6c4c58617a6ee538', operation='DELETE', pgid='pgtrigger_adopted_regulation_stays_ee8da', table='regulations_regulation', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='erratum',
            trigger=pgtrigger.compiler.Trigger(name='erratum_of_an_issued_regulation', sql=records.triggers.TriggerSql(func="IF NOT EXISTS (\n    SELECT FROM regulations_regulation WHERE id = NEW.regulation_id AND state IN ('issued', 'superseded')\n) THEN\n    RAISE EXCEPTION 'Chỉ đính chính quy chế đã ban hành.' USING ERRCODE = 'check_violation',\n        CONSTRAINT = 'erratum_of_an_issued_regulation';\nEND IF;\nIF NEW.state = 'issued' AND NOT EXISTS (\n    SELECT FROM signatures_signingrequest r\n     WHERE r.id = NEW.signing_id AND r.kind = 'erratum' AND r.state IN ('complete', 'issued')\n) THEN\n    RAISE EXCEPTION 'Văn bản đính chính chỉ được ban hành sau khi đủ chữ ký.'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'erratum_issued_when_signed';\nEND IF;\nIF TG_OP = 'UPDATE' AND OLD.corrections <> NEW.corrections AND EXISTS (\n    SELECT FROM signatures_signingrequest r WHERE r.id = OLD.signing_id AND r.state IN ('open', 'complete')\n) THEN\n    RAISE EXCEPTION 'Văn bản đính chính đang trình ký, không sửa.'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'erratum_being_signed_stays';\nEND IF;\nRETURN NEW;", hash='e26fb46baf025241722dfb3b98c155585c8db5a7', operation='INSERT OR UPDATE', pgid='pgtrigger_erratum_of_an_issued_regulation_2817b', table='regulations_erratum', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='erratum',
            trigger=pgtrigger.compiler.Trigger(name='issued_erratum_stays', sql=records.triggers.TriggerSql(condition="WHEN (OLD.state = 'issued')", func="RAISE EXCEPTION 'Văn bản đính chính đã ban hành không sửa, không xóa (%).', TG_OP\n    USING ERRCODE = 'restrict_violation';", hash='be6e4eb6dfd63c71ce83ef75415eeac328698c89', operation='UPDATE OR DELETE', pgid='pgtrigger_issued_erratum_stays_79f9f', table='regulations_erratum', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='issuedarticle',
            trigger=pgtrigger.compiler.Trigger(name='write_once_row', sql=records.triggers.TriggerSql(func="RAISE EXCEPTION 'Bảng % chỉ ghi một lần, không sửa, không xóa (%).', TG_TABLE_NAME, TG_OP\n    USING ERRCODE = 'restrict_violation';", hash='ac1d5b491754b8d40455267fc735b195d8160124', operation='UPDATE OR DELETE', pgid='pgtrigger_write_once_row_55c17', table='regulations_issuedarticle', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='issuedarticle',
            trigger=pgtrigger.compiler.Trigger(name='write_once_table', sql=records.triggers.TriggerSql(func="RAISE EXCEPTION 'Bảng % chỉ ghi một lần, không sửa, không xóa (%).', TG_TABLE_NAME, TG_OP\n    USING ERRCODE = 'restrict_violation';", hash='38d0eb1103fa2aad4b153110b99769235b8398fd', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_write_once_table_1cdb0', table='regulations_issuedarticle', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='issuedarticle',
            trigger=pgtrigger.compiler.Trigger(name='article_of_an_issued_regulation', sql=records.triggers.TriggerSql(func="IF NOT EXISTS (\n    SELECT FROM regulations_regulation\n        WHERE id = NEW.regulation_id AND state IN ('issued', 'superseded')\n) THEN\n    RAISE EXCEPTION 'Quy chế chưa ban hành.' USING ERRCODE = 'check_violation',\n        CONSTRAINT = 'article_of_an_issued_regulation';\nEND IF;\nRETURN NEW;", hash='95dc79507b4444c4d76017fb4d5fcdbc63fc6439', operation='INSERT', pgid='pgtrigger_article_of_an_issued_regulation_cb3bd', table='regulations_issuedarticle', when='BEFORE')),
        ),
    ]
