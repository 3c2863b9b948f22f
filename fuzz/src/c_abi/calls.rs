// Written by c_abi.py from include/apptunnel.h.

use std::hint::black_box;
use std::ptr::null_mut;

use super::{Bytes, Choices, Handle, Slots, Text, answered, read_bytes, read_text};

unsafe extern "C" {
    fn apptunnel_admission_options_new(
        mode: u32,
        trusted: *const Handle,
        count: usize,
        crl_check: u32,
        out: *mut Handle,
        error: *mut Handle,
    ) -> u32;
    fn apptunnel_fleet_admission_options(
        fleet: Handle,
        profile: *const std::ffi::c_char,
        profile_length: usize,
        without_crl: u32,
        ca_names: *const Text,
        cas: *const Handle,
        count: usize,
        out: *mut Handle,
        error: *mut Handle,
    ) -> u32;
    fn apptunnel_admission_options_allow_unmanaged(options: Handle, allow: bool, error: *mut Handle) -> u32;
    fn apptunnel_admission_options_allow_new(options: Handle, allow: bool, error: *mut Handle) -> u32;
    fn apptunnel_admission_options_set_budget(options: Handle, budget: Handle, error: *mut Handle) -> u32;
    fn apptunnel_admission_options_add_crl(options: Handle, der: *const u8, length: usize, error: *mut Handle) -> u32;
    fn apptunnel_admission_options_free(options: Handle) -> ();
    fn apptunnel_admission_authenticate(
        options: Handle,
        presented: *const Handle,
        count: usize,
        traffic: u32,
        standing: u32,
        at: i64,
        out: *mut Handle,
        error: *mut Handle,
    ) -> u32;
    fn apptunnel_admission_decision_is_admitted(decision: Handle) -> bool;
    fn apptunnel_admission_decision_user(decision: Handle) -> Text;
    fn apptunnel_admission_decision_report(decision: Handle) -> Handle;
    fn apptunnel_admission_decision_json(decision: Handle, out: *mut Handle, error: *mut Handle) -> u32;
    fn apptunnel_admission_decision_free(decision: Handle) -> ();
    fn apptunnel_budget_new() -> Handle;
    fn apptunnel_budget_set(budget: Handle, which: u32, value: u64, error: *mut Handle) -> u32;
    fn apptunnel_budget_get(budget: Handle, which: u32) -> u64;
    fn apptunnel_budget_free(budget: Handle) -> ();
    fn apptunnel_bundle_open(
        file: *const u8,
        file_length: usize,
        password: *const std::ffi::c_char,
        password_length: usize,
        budget: Handle,
        out: *mut Handle,
        error: *mut Handle,
    ) -> u32;
    fn apptunnel_bundle_format(bundle: Handle) -> Text;
    fn apptunnel_bundle_encoding(bundle: Handle) -> Text;
    fn apptunnel_bundle_certificate_encryption(bundle: Handle) -> Text;
    fn apptunnel_bundle_key_encryption(bundle: Handle) -> Text;
    fn apptunnel_bundle_mac(bundle: Handle) -> Text;
    fn apptunnel_bundle_certificate_count(bundle: Handle) -> usize;
    fn apptunnel_bundle_certificate(bundle: Handle, index: usize) -> Handle;
    fn apptunnel_bundle_certificate_friendly_name(bundle: Handle, index: usize) -> Text;
    fn apptunnel_bundle_key_count(bundle: Handle) -> usize;
    fn apptunnel_bundle_key_type(bundle: Handle, index: usize) -> Text;
    fn apptunnel_bundle_key_spki_sha256(bundle: Handle, index: usize) -> Text;
    fn apptunnel_bundle_key_owner(bundle: Handle, index: usize) -> i64;
    fn apptunnel_bundle_key_secret_der(bundle: Handle, index: usize) -> Bytes;
    fn apptunnel_bundle_dropped_count(bundle: Handle) -> usize;
    fn apptunnel_bundle_dropped_what(bundle: Handle, index: usize) -> Text;
    fn apptunnel_bundle_dropped_reason(bundle: Handle, index: usize) -> Text;
    fn apptunnel_bundle_json(bundle: Handle, out: *mut Handle, error: *mut Handle) -> u32;
    fn apptunnel_bundle_free(bundle: Handle) -> ();
    fn apptunnel_certificate_from_der(der: *const u8, length: usize, out: *mut Handle, error: *mut Handle) -> u32;
    fn apptunnel_certificate_clone(certificate: Handle, out: *mut Handle, error: *mut Handle) -> u32;
    fn apptunnel_certificate_der(certificate: Handle) -> Bytes;
    fn apptunnel_certificate_sha256(certificate: Handle) -> Text;
    fn apptunnel_certificate_subject(certificate: Handle) -> Text;
    fn apptunnel_certificate_issuer(certificate: Handle) -> Text;
    fn apptunnel_certificate_serial(certificate: Handle) -> Text;
    fn apptunnel_certificate_not_before(certificate: Handle) -> i64;
    fn apptunnel_certificate_not_after(certificate: Handle) -> i64;
    fn apptunnel_certificate_is_valid_at(certificate: Handle, at: i64) -> bool;
    fn apptunnel_certificate_key(certificate: Handle) -> Text;
    fn apptunnel_certificate_spki(certificate: Handle) -> Bytes;
    fn apptunnel_certificate_signature_algorithm(certificate: Handle) -> Text;
    fn apptunnel_certificate_name_count(certificate: Handle) -> usize;
    fn apptunnel_certificate_name(certificate: Handle, index: usize) -> Text;
    fn apptunnel_certificate_ca_issuer_count(certificate: Handle) -> usize;
    fn apptunnel_certificate_ca_issuer(certificate: Handle, index: usize) -> Text;
    fn apptunnel_certificate_is_ca(certificate: Handle) -> bool;
    fn apptunnel_certificate_is_self_issued(certificate: Handle) -> bool;
    fn apptunnel_certificate_has_server_auth(certificate: Handle) -> bool;
    fn apptunnel_certificate_subject_key_id(certificate: Handle) -> Bytes;
    fn apptunnel_certificate_authority_key_id(certificate: Handle) -> Bytes;
    fn apptunnel_certificate_free(certificate: Handle) -> ();
    fn apptunnel_error_status(error: Handle) -> u32;
    fn apptunnel_error_kind(error: Handle) -> Text;
    fn apptunnel_error_message(error: Handle) -> Text;
    fn apptunnel_error_report(error: Handle) -> Handle;
    fn apptunnel_error_free(error: Handle) -> ();
    fn apptunnel_evaluation_is_accepted(evaluation: Handle) -> bool;
    fn apptunnel_evaluation_trust_result(evaluation: Handle) -> u32;
    fn apptunnel_evaluation_os_status(evaluation: Handle) -> i32;
    fn apptunnel_evaluation_os_status_name(evaluation: Handle) -> Text;
    fn apptunnel_evaluation_budget_spent(evaluation: Handle) -> Text;
    fn apptunnel_evaluation_path_count(evaluation: Handle) -> usize;
    fn apptunnel_evaluation_path_is_accepted(evaluation: Handle, path: usize) -> bool;
    fn apptunnel_evaluation_path_is_complete(evaluation: Handle, path: usize) -> bool;
    fn apptunnel_evaluation_path_length(evaluation: Handle, path: usize) -> usize;
    fn apptunnel_evaluation_path_certificate(evaluation: Handle, path: usize, index: usize) -> Handle;
    fn apptunnel_evaluation_path_report(evaluation: Handle, path: usize) -> Handle;
    fn apptunnel_evaluation_explain(evaluation: Handle, out: *mut Handle, error: *mut Handle) -> u32;
    fn apptunnel_evaluation_json(evaluation: Handle, out: *mut Handle, error: *mut Handle) -> u32;
    fn apptunnel_evaluation_free(evaluation: Handle) -> ();
    fn apptunnel_evaluator_new(rule_set: u32, at: i64, out: *mut Handle, error: *mut Handle) -> u32;
    fn apptunnel_evaluator_evaluate(
        evaluator: Handle,
        leaf: Handle,
        others: *const Handle,
        count: usize,
        out: *mut Handle,
        error: *mut Handle,
    ) -> u32;
    fn apptunnel_evaluator_matrix(
        evaluator: Handle,
        platform: *const std::ffi::c_char,
        platform_length: usize,
        leaf: Handle,
        others: *const Handle,
        count: usize,
        out: *mut Handle,
        error: *mut Handle,
    ) -> u32;
    fn apptunnel_evaluator_revocation_status(
        evaluator: Handle,
        subject: Handle,
        issuer: Handle,
        others: *const Handle,
        count: usize,
        out: *mut Handle,
        error: *mut Handle,
    ) -> u32;
    fn apptunnel_evaluator_free(evaluator: Handle) -> ();
    fn apptunnel_evaluator_add_trust_setting(
        evaluator: Handle,
        certificate: Handle,
        setting: u32,
        error: *mut Handle,
    ) -> u32;
    fn apptunnel_evaluator_set_missing_root(evaluator: Handle, origin: u32, error: *mut Handle) -> u32;
    fn apptunnel_evaluator_set_key_usage(evaluator: Handle, bits: u16, error: *mut Handle) -> u32;
    fn apptunnel_evaluator_set_transparency_off(evaluator: Handle, is_off: bool, error: *mut Handle) -> u32;
    fn apptunnel_evaluator_set_log_list(
        evaluator: Handle,
        json: *const std::ffi::c_char,
        length: usize,
        error: *mut Handle,
    ) -> u32;
    fn apptunnel_evaluator_set_served_timestamps(
        evaluator: Handle,
        tls: *const u8,
        tls_length: usize,
        ocsp: *const u8,
        ocsp_length: usize,
        error: *mut Handle,
    ) -> u32;
    fn apptunnel_evaluator_add_excepted_domain(
        evaluator: Handle,
        domain: *const std::ffi::c_char,
        length: usize,
        error: *mut Handle,
    ) -> u32;
    fn apptunnel_evaluator_add_hash(
        evaluator: Handle,
        list: u32,
        sha256: *const u8,
        length: usize,
        error: *mut Handle,
    ) -> u32;
    fn apptunnel_evaluator_set_pinning_required(evaluator: Handle, required: bool, error: *mut Handle) -> u32;
    fn apptunnel_evaluator_add_date_limit(
        evaluator: Handle,
        ca: *const u8,
        ca_length: usize,
        not_before: i64,
        not_after: i64,
        overridable: bool,
        error: *mut Handle,
    ) -> u32;
    fn apptunnel_evaluator_set_revocation(
        evaluator: Handle,
        scope: u32,
        unknown_is_failure: bool,
        error: *mut Handle,
    ) -> u32;
    fn apptunnel_evaluator_set_crl_options(
        evaluator: Handle,
        max_age: i64,
        indirect: bool,
        signer_depth: usize,
        error: *mut Handle,
    ) -> u32;
    fn apptunnel_evaluator_add_crl(evaluator: Handle, der: *const u8, length: usize, error: *mut Handle) -> u32;
    fn apptunnel_evaluator_set_release(
        evaluator: Handle,
        release: *const std::ffi::c_char,
        length: usize,
        error: *mut Handle,
    ) -> u32;
    fn apptunnel_evaluator_set_anchor_checks(evaluator: Handle, checks: u32, error: *mut Handle) -> u32;
    fn apptunnel_evaluator_allow_sha1(evaluator: Handle, error: *mut Handle) -> u32;
    fn apptunnel_evaluator_add_anchor(evaluator: Handle, certificate: Handle, origin: u32, error: *mut Handle) -> u32;
    fn apptunnel_evaluator_add_anchors(evaluator: Handle, bundle: Handle, origin: u32, error: *mut Handle) -> u32;
    fn apptunnel_evaluator_add_trusted_leaf(evaluator: Handle, certificate: Handle, error: *mut Handle) -> u32;
    fn apptunnel_evaluator_set_require_self_signed(evaluator: Handle, required: bool, error: *mut Handle) -> u32;
    fn apptunnel_evaluator_set_server_name(
        evaluator: Handle,
        name: *const std::ffi::c_char,
        length: usize,
        error: *mut Handle,
    ) -> u32;
    fn apptunnel_evaluator_set_purpose(evaluator: Handle, purpose: u32, strictness: u32, error: *mut Handle) -> u32;
    fn apptunnel_evaluator_add_initial_policy(
        evaluator: Handle,
        policy: *const std::ffi::c_char,
        length: usize,
        error: *mut Handle,
    ) -> u32;
    fn apptunnel_evaluator_set_policies(
        evaluator: Handle,
        explicit_: bool,
        inhibit_mapping: bool,
        inhibit_any: bool,
        error: *mut Handle,
    ) -> u32;
    fn apptunnel_evaluator_set_max_intermediates(evaluator: Handle, count: usize, error: *mut Handle) -> u32;
    fn apptunnel_evaluator_set_budget(evaluator: Handle, budget: Handle, error: *mut Handle) -> u32;
    fn apptunnel_evaluator_set_signature_cache(evaluator: Handle, bound: usize, error: *mut Handle) -> u32;
    fn apptunnel_fleet_new() -> Handle;
    fn apptunnel_fleet_from_json(
        json: *const std::ffi::c_char,
        length: usize,
        out: *mut Handle,
        error: *mut Handle,
    ) -> u32;
    fn apptunnel_fleet_json(fleet: Handle, out: *mut Handle, error: *mut Handle) -> u32;
    fn apptunnel_fleet_clone(fleet: Handle, out: *mut Handle, error: *mut Handle) -> u32;
    fn apptunnel_fleet_free(fleet: Handle) -> ();
    fn apptunnel_certificate_list_count(list: Handle) -> usize;
    fn apptunnel_certificate_list_name(list: Handle, index: usize) -> Text;
    fn apptunnel_certificate_list_certificate(list: Handle, index: usize) -> Handle;
    fn apptunnel_certificate_list_other_count(list: Handle, index: usize) -> usize;
    fn apptunnel_certificate_list_other(list: Handle, index: usize, position: usize) -> Handle;
    fn apptunnel_certificate_list_days_left(list: Handle, index: usize) -> i64;
    fn apptunnel_certificate_list_user_count(list: Handle, index: usize) -> usize;
    fn apptunnel_certificate_list_user(list: Handle, index: usize, position: usize) -> Text;
    fn apptunnel_certificate_list_json(list: Handle, out: *mut Handle, error: *mut Handle) -> u32;
    fn apptunnel_certificate_list_free(list: Handle) -> ();
    fn apptunnel_check_options_new() -> Handle;
    fn apptunnel_check_options_set_release(
        options: Handle,
        release: *const std::ffi::c_char,
        length: usize,
        error: *mut Handle,
    ) -> u32;
    fn apptunnel_check_options_set_notices(options: Handle, days: *const u32, count: usize, error: *mut Handle) -> u32;
    fn apptunnel_check_options_set_budget(options: Handle, budget: Handle, error: *mut Handle) -> u32;
    fn apptunnel_check_options_free(options: Handle) -> ();
    fn apptunnel_fleet_check(fleet: Handle, options: Handle, at: i64, out: *mut Handle, error: *mut Handle) -> u32;
    fn apptunnel_report_loss_count(report: Handle) -> usize;
    fn apptunnel_report_loss_from(report: Handle, index: usize) -> i64;
    fn apptunnel_report_loss_profile(report: Handle, index: usize) -> Text;
    fn apptunnel_report_loss_devices(report: Handle, index: usize) -> Text;
    fn apptunnel_report_loss_is_of_group(report: Handle, index: usize) -> bool;
    fn apptunnel_report_loss_code(report: Handle, index: usize) -> Text;
    fn apptunnel_report_loss_reason(report: Handle, index: usize) -> Text;
    fn apptunnel_fleet_set_device_group(
        fleet: Handle,
        name: *const std::ffi::c_char,
        name_length: usize,
        group: *const std::ffi::c_char,
        group_length: usize,
        error: *mut Handle,
    ) -> u32;
    fn apptunnel_fleet_delete_device_group(
        fleet: Handle,
        name: *const std::ffi::c_char,
        name_length: usize,
        error: *mut Handle,
    ) -> u32;
    fn apptunnel_fleet_device_groups(fleet: Handle, out: *mut Handle, error: *mut Handle) -> u32;
    fn apptunnel_fleet_device_group_json(
        fleet: Handle,
        name: *const std::ffi::c_char,
        name_length: usize,
        out: *mut Handle,
        error: *mut Handle,
    ) -> u32;
    fn apptunnel_fleet_set_device(
        fleet: Handle,
        name: *const std::ffi::c_char,
        name_length: usize,
        device: *const std::ffi::c_char,
        device_length: usize,
        error: *mut Handle,
    ) -> u32;
    fn apptunnel_fleet_delete_device(
        fleet: Handle,
        name: *const std::ffi::c_char,
        name_length: usize,
        error: *mut Handle,
    ) -> u32;
    fn apptunnel_fleet_devices(fleet: Handle, out: *mut Handle, error: *mut Handle) -> u32;
    fn apptunnel_fleet_device_json(
        fleet: Handle,
        name: *const std::ffi::c_char,
        name_length: usize,
        out: *mut Handle,
        error: *mut Handle,
    ) -> u32;
    fn apptunnel_fleet_propose(
        fleet: Handle,
        admin: *const std::ffi::c_char,
        admin_length: usize,
        ticked: *const std::ffi::c_char,
        ticked_length: usize,
        other_spaces: u32,
        out: *mut Handle,
        error: *mut Handle,
    ) -> u32;
    fn apptunnel_fleet_propose_in_space(
        fleet: Handle,
        admin: *const std::ffi::c_char,
        admin_length: usize,
        space: *const std::ffi::c_char,
        space_length: usize,
        ticked: *const std::ffi::c_char,
        ticked_length: usize,
        out: *mut Handle,
        error: *mut Handle,
    ) -> u32;
    fn apptunnel_fleet_confirm(fleet: Handle, pending: Handle, error: *mut Handle) -> u32;
    fn apptunnel_pending_warning(pending: Handle) -> Text;
    fn apptunnel_pending_summary_count(pending: Handle) -> usize;
    fn apptunnel_pending_summary(pending: Handle, index: usize) -> Text;
    fn apptunnel_pending_free(pending: Handle) -> ();
    fn apptunnel_fleet_set_root_certificates(
        fleet: Handle,
        roots: *const Handle,
        count: usize,
        error: *mut Handle,
    ) -> u32;
    fn apptunnel_fleet_root_certificate_count(fleet: Handle) -> usize;
    fn apptunnel_fleet_root_certificate(fleet: Handle, index: usize, out: *mut Handle, error: *mut Handle) -> u32;
    fn apptunnel_fleet_ticked_json(
        fleet: Handle,
        space: *const std::ffi::c_char,
        space_length: usize,
        out: *mut Handle,
        error: *mut Handle,
    ) -> u32;
    fn apptunnel_fleet_other_spaces(fleet: Handle) -> u32;
    fn apptunnel_fleet_is_root_distributed_to_group(
        fleet: Handle,
        name: *const std::ffi::c_char,
        name_length: usize,
    ) -> bool;
    fn apptunnel_fleet_is_root_distributed_to_device(
        fleet: Handle,
        name: *const std::ffi::c_char,
        name_length: usize,
    ) -> bool;
    fn apptunnel_fleet_add_profile(
        fleet: Handle,
        profile: *const std::ffi::c_char,
        profile_length: usize,
        error: *mut Handle,
    ) -> u32;
    fn apptunnel_fleet_replace_profile(
        fleet: Handle,
        name: *const std::ffi::c_char,
        name_length: usize,
        profile: *const std::ffi::c_char,
        profile_length: usize,
        error: *mut Handle,
    ) -> u32;
    fn apptunnel_fleet_delete_profile(
        fleet: Handle,
        name: *const std::ffi::c_char,
        name_length: usize,
        error: *mut Handle,
    ) -> u32;
    fn apptunnel_fleet_profiles(fleet: Handle, out: *mut Handle, error: *mut Handle) -> u32;
    fn apptunnel_fleet_profile_json(
        fleet: Handle,
        name: *const std::ffi::c_char,
        name_length: usize,
        out: *mut Handle,
        error: *mut Handle,
    ) -> u32;
    fn apptunnel_fleet_register_sentry(
        fleet: Handle,
        name: *const std::ffi::c_char,
        name_length: usize,
        error: *mut Handle,
    ) -> u32;
    fn apptunnel_fleet_assign(
        fleet: Handle,
        sentry: *const std::ffi::c_char,
        sentry_length: usize,
        profile: *const std::ffi::c_char,
        profile_length: usize,
        error: *mut Handle,
    ) -> u32;
    fn apptunnel_fleet_reassign(
        fleet: Handle,
        sentry: *const std::ffi::c_char,
        sentry_length: usize,
        profile: *const std::ffi::c_char,
        profile_length: usize,
        error: *mut Handle,
    ) -> u32;
    fn apptunnel_fleet_unassign(
        fleet: Handle,
        sentry: *const std::ffi::c_char,
        sentry_length: usize,
        error: *mut Handle,
    ) -> u32;
    fn apptunnel_fleet_delete_sentry(
        fleet: Handle,
        name: *const std::ffi::c_char,
        name_length: usize,
        error: *mut Handle,
    ) -> u32;
    fn apptunnel_fleet_sentrys(fleet: Handle, out: *mut Handle, error: *mut Handle) -> u32;
    fn apptunnel_fleet_sentrys_with(
        fleet: Handle,
        profile: *const std::ffi::c_char,
        profile_length: usize,
        out: *mut Handle,
        error: *mut Handle,
    ) -> u32;
    fn apptunnel_fleet_sentry_profile(fleet: Handle, name: *const std::ffi::c_char, name_length: usize) -> Text;
    fn apptunnel_fleet_add_space(
        fleet: Handle,
        name: *const std::ffi::c_char,
        name_length: usize,
        rank: usize,
        error: *mut Handle,
    ) -> u32;
    fn apptunnel_fleet_move_space(
        fleet: Handle,
        name: *const std::ffi::c_char,
        name_length: usize,
        rank: usize,
        error: *mut Handle,
    ) -> u32;
    fn apptunnel_fleet_rename_space(
        fleet: Handle,
        name: *const std::ffi::c_char,
        name_length: usize,
        new_name: *const std::ffi::c_char,
        new_name_length: usize,
        error: *mut Handle,
    ) -> u32;
    fn apptunnel_fleet_delete_space(
        fleet: Handle,
        name: *const std::ffi::c_char,
        name_length: usize,
        error: *mut Handle,
    ) -> u32;
    fn apptunnel_fleet_spaces(fleet: Handle, out: *mut Handle, error: *mut Handle) -> u32;
    fn apptunnel_fleet_upload(
        fleet: Handle,
        store: u32,
        name: *const std::ffi::c_char,
        name_length: usize,
        place: u32,
        confirm: bool,
        bundle: Handle,
        options: Handle,
        at: i64,
        out: *mut Handle,
        error: *mut Handle,
    ) -> u32;
    fn apptunnel_fleet_delete_certificate(
        fleet: Handle,
        store: u32,
        name: *const std::ffi::c_char,
        name_length: usize,
        error: *mut Handle,
    ) -> u32;
    fn apptunnel_fleet_certificates(fleet: Handle, store: u32, at: i64, out: *mut Handle, error: *mut Handle) -> u32;
    fn apptunnel_fleet_profiles_using(
        fleet: Handle,
        store: u32,
        name: *const std::ffi::c_char,
        name_length: usize,
        out: *mut Handle,
        error: *mut Handle,
    ) -> u32;
    fn apptunnel_profile_from_json(
        json: *const std::ffi::c_char,
        length: usize,
        out: *mut Handle,
        error: *mut Handle,
    ) -> u32;
    fn apptunnel_profile_json(profile: Handle, out: *mut Handle, error: *mut Handle) -> u32;
    fn apptunnel_profile_name(profile: Handle) -> Text;
    fn apptunnel_profile_kind(profile: Handle) -> Text;
    fn apptunnel_profile_external_host(profile: Handle) -> Text;
    fn apptunnel_profile_external_port(profile: Handle) -> u16;
    fn apptunnel_profile_device_authentication(profile: Handle) -> Text;
    fn apptunnel_profile_tls_certificate_count(profile: Handle) -> usize;
    fn apptunnel_profile_tls_certificate(profile: Handle, index: usize) -> Text;
    fn apptunnel_profile_group_certificate(profile: Handle) -> Text;
    fn apptunnel_profile_trusted_ca_count(profile: Handle) -> usize;
    fn apptunnel_profile_trusted_ca(profile: Handle, index: usize) -> Text;
    fn apptunnel_profile_service_count(profile: Handle) -> usize;
    fn apptunnel_profile_service_type(profile: Handle, index: usize) -> Text;
    fn apptunnel_profile_service_name(profile: Handle, index: usize) -> Text;
    fn apptunnel_profile_service_find(profile: Handle, name: *const std::ffi::c_char, length: usize) -> i64;
    fn apptunnel_profile_app_rule_count(profile: Handle) -> usize;
    fn apptunnel_profile_shadowing_rule(profile: Handle, rule: usize, star: u32) -> i64;
    fn apptunnel_profile_report(profile: Handle) -> Handle;
    fn apptunnel_profile_route(
        profile: Handle,
        app: *const std::ffi::c_char,
        app_length: usize,
        host: *const std::ffi::c_char,
        host_length: usize,
        port: u16,
        tunnel: usize,
        star: u32,
        out: *mut Handle,
        error: *mut Handle,
    ) -> u32;
    fn apptunnel_profile_check_change(before: Handle, after: Handle, out: *mut Handle, error: *mut Handle) -> u32;
    fn apptunnel_profile_free(profile: Handle) -> ();
    fn apptunnel_profile_draft_new() -> Handle;
    fn apptunnel_profile_draft_from_json(
        json: *const std::ffi::c_char,
        length: usize,
        out: *mut Handle,
        error: *mut Handle,
    ) -> u32;
    fn apptunnel_profile_draft_from_profile(profile: Handle, out: *mut Handle, error: *mut Handle) -> u32;
    fn apptunnel_profile_draft_set(
        draft: Handle,
        pointer: *const std::ffi::c_char,
        pointer_length: usize,
        json: *const std::ffi::c_char,
        json_length: usize,
        error: *mut Handle,
    ) -> u32;
    fn apptunnel_profile_draft_set_text(
        draft: Handle,
        pointer: *const std::ffi::c_char,
        pointer_length: usize,
        text: *const std::ffi::c_char,
        text_length: usize,
        error: *mut Handle,
    ) -> u32;
    fn apptunnel_profile_draft_clear(
        draft: Handle,
        pointer: *const std::ffi::c_char,
        length: usize,
        error: *mut Handle,
    ) -> u32;
    fn apptunnel_profile_draft_get(
        draft: Handle,
        pointer: *const std::ffi::c_char,
        length: usize,
        out: *mut Handle,
        error: *mut Handle,
    ) -> u32;
    fn apptunnel_profile_draft_json(draft: Handle, out: *mut Handle, error: *mut Handle) -> u32;
    fn apptunnel_profile_draft_check(
        draft: Handle,
        out_report: *mut Handle,
        out_profile: *mut Handle,
        error: *mut Handle,
    ) -> u32;
    fn apptunnel_profile_draft_visible_field_count(draft: Handle) -> usize;
    fn apptunnel_profile_draft_visible_field(draft: Handle, index: usize) -> Text;
    fn apptunnel_profile_draft_free(draft: Handle) -> ();
    fn apptunnel_profile_field_count() -> usize;
    fn apptunnel_profile_field_pointer(index: usize) -> Text;
    fn apptunnel_profile_field_label(index: usize) -> Text;
    fn apptunnel_profile_field_constraint(index: usize) -> Text;
    fn apptunnel_profile_field_visibility(index: usize) -> Text;
    fn apptunnel_profile_field_default(index: usize) -> Text;
    fn apptunnel_profile_field_certainty(index: usize) -> Text;
    fn apptunnel_profile_field_source(index: usize) -> Text;
    fn apptunnel_report_is_accepted(report: Handle) -> bool;
    fn apptunnel_report_finding_count(report: Handle) -> usize;
    fn apptunnel_report_finding_severity(report: Handle, index: usize) -> u32;
    fn apptunnel_report_finding_code(report: Handle, index: usize) -> Text;
    fn apptunnel_report_finding_basis(report: Handle, index: usize) -> Text;
    fn apptunnel_report_finding_certainty(report: Handle, index: usize) -> Text;
    fn apptunnel_report_finding_message(report: Handle, index: usize) -> Text;
    fn apptunnel_report_finding_remedy(report: Handle, index: usize) -> Text;
    fn apptunnel_report_finding_reference(report: Handle, index: usize) -> Text;
    fn apptunnel_report_finding_certificate(report: Handle, index: usize) -> i64;
    fn apptunnel_report_finding_subject(report: Handle, index: usize) -> u32;
    fn apptunnel_report_finding_subject_name(report: Handle, index: usize) -> Text;
    fn apptunnel_report_finding_os_status(report: Handle, index: usize) -> i32;
    fn apptunnel_report_finding_apple_key(report: Handle, index: usize) -> Text;
    fn apptunnel_report_certificate_count(report: Handle) -> usize;
    fn apptunnel_report_certificate_role(report: Handle, index: usize) -> u32;
    fn apptunnel_report_chain_length(report: Handle) -> usize;
    fn apptunnel_report_chain(report: Handle, position: usize) -> i64;
    fn apptunnel_report_apple_trust_result(report: Handle) -> u32;
    fn apptunnel_report_apple_os_status(report: Handle) -> i32;
    fn apptunnel_report_apple_os_status_name(report: Handle) -> Text;
    fn apptunnel_report_apple_release(report: Handle) -> Text;
    fn apptunnel_report_json(report: Handle) -> Text;
    fn apptunnel_report_text(report: Handle) -> Text;
    fn apptunnel_report_free(report: Handle) -> ();
    fn apptunnel_route_to(route: Handle) -> Text;
    fn apptunnel_route_rule(route: Handle) -> i64;
    fn apptunnel_route_service(route: Handle) -> Text;
    fn apptunnel_route_sentry(route: Handle) -> Text;
    fn apptunnel_route_host(route: Handle) -> Text;
    fn apptunnel_route_port(route: Handle) -> u16;
    fn apptunnel_route_text(route: Handle) -> Text;
    fn apptunnel_route_json(route: Handle, out: *mut Handle, error: *mut Handle) -> u32;
    fn apptunnel_route_free(route: Handle) -> ();
    fn apptunnel_rule_count() -> usize;
    fn apptunnel_rule_find(code: *const std::ffi::c_char, length: usize) -> i64;
    fn apptunnel_rule_code(index: usize) -> Text;
    fn apptunnel_rule_section(index: usize) -> Text;
    fn apptunnel_rule_severity(index: usize) -> u32;
    fn apptunnel_rule_basis(index: usize) -> Text;
    fn apptunnel_rule_certainty(index: usize) -> Text;
    fn apptunnel_rule_summary(index: usize) -> Text;
    fn apptunnel_rule_remedy(index: usize) -> Text;
    fn apptunnel_rule_reference(index: usize) -> Text;
    fn apptunnel_rule_apple_scope(index: usize) -> Text;
    fn apptunnel_rule_apple_cut_off(index: usize) -> Text;
    fn apptunnel_rule_apple_since(index: usize) -> Text;
    fn apptunnel_rule_apple_key(index: usize) -> Text;
    fn apptunnel_rule_apple_class(index: usize) -> Text;
    fn apptunnel_rule_apple_os_status(index: usize) -> i32;
    fn apptunnel_rule_apple_os_status_name(index: usize) -> Text;
    fn apptunnel_rule_apple_cssm(index: usize) -> u32;
    fn apptunnel_rule_catalogue_json(out: *mut Handle, error: *mut Handle) -> u32;
    fn apptunnel_certificate_pair_new(
        primary: Handle,
        others: *const Handle,
        count: usize,
        out: *mut Handle,
        error: *mut Handle,
    ) -> u32;
    fn apptunnel_fleet_certificate_pair(
        fleet: Handle,
        profile: *const std::ffi::c_char,
        profile_length: usize,
        out: *mut Handle,
        error: *mut Handle,
    ) -> u32;
    fn apptunnel_certificate_pair_set_reserve(
        pair: Handle,
        reserve: Handle,
        others: *const Handle,
        count: usize,
        error: *mut Handle,
    ) -> u32;
    fn apptunnel_certificate_pair_set_reserve_before_primary(pair: Handle, is_shown: bool, error: *mut Handle) -> u32;
    fn apptunnel_certificate_pair_add_anchor(pair: Handle, certificate: Handle, origin: u32, error: *mut Handle)
    -> u32;
    fn apptunnel_certificate_pair_clear_anchors(pair: Handle, error: *mut Handle) -> u32;
    fn apptunnel_certificate_pair_set_server_name(
        pair: Handle,
        name: *const std::ffi::c_char,
        length: usize,
        error: *mut Handle,
    ) -> u32;
    fn apptunnel_certificate_pair_set_release(
        pair: Handle,
        release: *const std::ffi::c_char,
        length: usize,
        error: *mut Handle,
    ) -> u32;
    fn apptunnel_certificate_pair_set_budget(pair: Handle, budget: Handle, error: *mut Handle) -> u32;
    fn apptunnel_certificate_pair_free(pair: Handle) -> ();
    fn apptunnel_certificate_pair_shown(pair: Handle, at: i64) -> u32;
    fn apptunnel_certificate_pair_is_valid(pair: Handle, at: i64) -> bool;
    fn apptunnel_certificate_pair_reason(pair: Handle, at: i64) -> u32;
    fn apptunnel_certificate_pair_next_transition(pair: Handle, at: i64, out: *mut i64, error: *mut Handle) -> u32;
    fn apptunnel_certificate_pair_coverage_gap(pair: Handle) -> i64;
    fn apptunnel_certificate_pair_pinned_set(pair: Handle, out: *mut Handle, error: *mut Handle) -> u32;
    fn apptunnel_certificate_pair_outage_at(pair: Handle, from: i64, out: *mut i64, error: *mut Handle) -> u32;
    fn apptunnel_certificate_pair_days_until_outage(pair: Handle, now: i64, out: *mut i64, error: *mut Handle) -> u32;
    fn apptunnel_certificate_pair_check(
        pair: Handle,
        selection: *const std::ffi::c_char,
        selection_length: usize,
        pointer: *const std::ffi::c_char,
        pointer_length: usize,
        at: i64,
        out: *mut Handle,
        error: *mut Handle,
    ) -> u32;
    fn apptunnel_forecast_options_new() -> Handle;
    fn apptunnel_forecast_options_set_notices(
        options: Handle,
        days: *const u32,
        count: usize,
        on_expiry: bool,
        error: *mut Handle,
    ) -> u32;
    fn apptunnel_forecast_options_add_crl(options: Handle, der: *const u8, length: usize, error: *mut Handle) -> u32;
    fn apptunnel_forecast_options_free(options: Handle) -> ();
    fn apptunnel_certificate_pair_forecast(
        pair: Handle,
        from: i64,
        until: i64,
        options: Handle,
        out: *mut Handle,
        error: *mut Handle,
    ) -> u32;
    fn apptunnel_string_text(string: Handle) -> Text;
    fn apptunnel_string_free(string: Handle) -> ();
    fn apptunnel_text_list_count(list: Handle) -> usize;
    fn apptunnel_text_list_text(list: Handle, index: usize) -> Text;
    fn apptunnel_text_list_free(list: Handle) -> ();
    fn apptunnel_tls_version_count() -> usize;
    fn apptunnel_tls_version_name(index: usize) -> Text;
    fn apptunnel_tls_version_strength(index: usize) -> Text;
    fn apptunnel_tls_version_reason(index: usize) -> Text;
    fn apptunnel_tls_version_find(name: *const std::ffi::c_char, length: usize) -> i64;
    fn apptunnel_tls_group_count() -> usize;
    fn apptunnel_tls_group(index: usize) -> u16;
    fn apptunnel_tls_group_name(group: u16) -> Text;
    fn apptunnel_tls_group_find(name: *const std::ffi::c_char, length: usize) -> u16;
    fn apptunnel_tls_signature_scheme_name(scheme: u16) -> Text;
    fn apptunnel_tls_client_count() -> usize;
    fn apptunnel_tls_client_find(id: *const std::ffi::c_char, length: usize) -> i64;
    fn apptunnel_tls_client_id(client: usize) -> Text;
    fn apptunnel_tls_client_releases(client: usize) -> Text;
    fn apptunnel_tls_client_application(client: usize) -> Text;
    fn apptunnel_tls_client_key_usage_check(client: usize) -> Text;
    fn apptunnel_tls_client_certainty(client: usize) -> Text;
    fn apptunnel_tls_client_source(client: usize) -> Text;
    fn apptunnel_tls_client_version_count(client: usize) -> usize;
    fn apptunnel_tls_client_version(client: usize, index: usize) -> Text;
    fn apptunnel_tls_client_suite_count(client: usize) -> usize;
    fn apptunnel_tls_client_suite(client: usize, index: usize) -> u16;
    fn apptunnel_tls_client_group_count(client: usize) -> usize;
    fn apptunnel_tls_client_group(client: usize, index: usize) -> u16;
    fn apptunnel_tls_client_signature_count(client: usize) -> usize;
    fn apptunnel_tls_client_signature(client: usize, index: usize) -> u16;
    fn apptunnel_handshake_matrix_is_connected(matrix: Handle, client: usize) -> bool;
    fn apptunnel_handshake_matrix_version(matrix: Handle, client: usize) -> Text;
    fn apptunnel_handshake_matrix_suite(matrix: Handle, client: usize) -> u16;
    fn apptunnel_handshake_matrix_group(matrix: Handle, client: usize) -> u16;
    fn apptunnel_handshake_matrix_signature(matrix: Handle, client: usize) -> u16;
    fn apptunnel_handshake_matrix_failure_code(matrix: Handle, client: usize) -> Text;
    fn apptunnel_handshake_matrix_failure_certainty(matrix: Handle, client: usize) -> Text;
    fn apptunnel_handshake_matrix_failure_message(matrix: Handle, client: usize) -> Text;
    fn apptunnel_handshake_matrix_report(matrix: Handle) -> Handle;
    fn apptunnel_handshake_matrix_json(matrix: Handle) -> Text;
    fn apptunnel_handshake_matrix_text(matrix: Handle) -> Text;
    fn apptunnel_handshake_matrix_free(matrix: Handle) -> ();
    fn apptunnel_tls_server_new() -> Handle;
    fn apptunnel_tls_server_set_selection(
        server: Handle,
        selection: *const std::ffi::c_char,
        length: usize,
        error: *mut Handle,
    ) -> u32;
    fn apptunnel_tls_server_add_protocol(
        server: Handle,
        version: *const std::ffi::c_char,
        length: usize,
        error: *mut Handle,
    ) -> u32;
    fn apptunnel_tls_server_add_suite(server: Handle, suite: u16, error: *mut Handle) -> u32;
    fn apptunnel_tls_server_select_strong(server: Handle, error: *mut Handle) -> u32;
    fn apptunnel_tls_server_set_key_type(
        server: Handle,
        key_type: *const std::ffi::c_char,
        length: usize,
        error: *mut Handle,
    ) -> u32;
    fn apptunnel_tls_server_set_leaf(server: Handle, leaf: Handle, error: *mut Handle) -> u32;
    fn apptunnel_tls_server_add_group(server: Handle, group: u16, error: *mut Handle) -> u32;
    fn apptunnel_tls_server_set_preference(server: Handle, preference: u32, error: *mut Handle) -> u32;
    fn apptunnel_tls_server_selection_json(server: Handle, out: *mut Handle, error: *mut Handle) -> u32;
    fn apptunnel_tls_server_check(server: Handle, out: *mut Handle, error: *mut Handle) -> u32;
    fn apptunnel_tls_server_advice(server: Handle, out: *mut Handle, error: *mut Handle) -> u32;
    fn apptunnel_tls_server_negotiate(server: Handle, out: *mut Handle, error: *mut Handle) -> u32;
    fn apptunnel_tls_server_free(server: Handle) -> ();
    fn apptunnel_tls_suite_count() -> usize;
    fn apptunnel_tls_suite(index: usize) -> u16;
    fn apptunnel_tls_suite_find(name: *const std::ffi::c_char, length: usize) -> u16;
    fn apptunnel_tls_suite_name(suite: u16) -> Text;
    fn apptunnel_tls_suite_openssl_name(suite: u16) -> Text;
    fn apptunnel_tls_suite_first_version(suite: u16) -> Text;
    fn apptunnel_tls_suite_last_version(suite: u16) -> Text;
    fn apptunnel_tls_suite_key_exchange(suite: u16) -> Text;
    fn apptunnel_tls_suite_authentication(suite: u16) -> Text;
    fn apptunnel_tls_suite_cipher(suite: u16) -> Text;
    fn apptunnel_tls_suite_mac(suite: u16) -> Text;
    fn apptunnel_tls_suite_strength(suite: u16) -> Text;
    fn apptunnel_tls_suite_reason(suite: u16) -> Text;
    fn apptunnel_tls_suite_is_forward_secret(suite: u16) -> bool;
    fn apptunnel_tls_suite_fits(suite: u16, key_type: *const std::ffi::c_char, length: usize) -> bool;
    fn apptunnel_upload_options_new() -> Handle;
    fn apptunnel_upload_options_set_store(options: Handle, store: u32, error: *mut Handle) -> u32;
    fn apptunnel_upload_options_set_server_name(
        options: Handle,
        name: *const std::ffi::c_char,
        length: usize,
        error: *mut Handle,
    ) -> u32;
    fn apptunnel_upload_options_set_expires_within_days(options: Handle, days: u32, error: *mut Handle) -> u32;
    fn apptunnel_upload_options_set_release(
        options: Handle,
        release: *const std::ffi::c_char,
        length: usize,
        error: *mut Handle,
    ) -> u32;
    fn apptunnel_upload_options_set_origin(options: Handle, origin: u32, error: *mut Handle) -> u32;
    fn apptunnel_upload_options_set_budget(options: Handle, budget: Handle, error: *mut Handle) -> u32;
    fn apptunnel_upload_options_add_anchor(options: Handle, anchor: Handle, error: *mut Handle) -> u32;
    fn apptunnel_upload_options_add_anchors(options: Handle, anchors: Handle, error: *mut Handle) -> u32;
    fn apptunnel_upload_options_free(options: Handle) -> ();
    fn apptunnel_upload_check(bundle: Handle, options: Handle, at: i64, out: *mut Handle, error: *mut Handle) -> u32;
    fn apptunnel_upload_matrix(bundle: Handle, options: Handle, at: i64, out: *mut Handle, error: *mut Handle) -> u32;
    fn apptunnel_version() -> *const std::ffi::c_char;
    fn apptunnel_abi_version() -> u32;
}

/// The handles of each type that are live.
pub struct State {
    admission_decision: Slots,
    admission_options: Slots,
    budget: Slots,
    bundle: Slots,
    certificate: Slots,
    certificate_list: Slots,
    certificate_pair: Slots,
    check_options: Slots,
    error: Slots,
    evaluation: Slots,
    evaluator: Slots,
    fleet: Slots,
    forecast_options: Slots,
    handshake_matrix: Slots,
    pending: Slots,
    profile: Slots,
    profile_draft: Slots,
    report: Slots,
    route: Slots,
    string: Slots,
    text_list: Slots,
    tls_server: Slots,
    upload_options: Slots,
}

impl State {
    pub fn new() -> Self {
        Self {
            admission_decision: Slots::new(apptunnel_admission_decision_free),
            admission_options: Slots::new(apptunnel_admission_options_free),
            budget: Slots::new(apptunnel_budget_free),
            bundle: Slots::new(apptunnel_bundle_free),
            certificate: Slots::new(apptunnel_certificate_free),
            certificate_list: Slots::new(apptunnel_certificate_list_free),
            certificate_pair: Slots::new(apptunnel_certificate_pair_free),
            check_options: Slots::new(apptunnel_check_options_free),
            error: Slots::new(apptunnel_error_free),
            evaluation: Slots::new(apptunnel_evaluation_free),
            evaluator: Slots::new(apptunnel_evaluator_free),
            fleet: Slots::new(apptunnel_fleet_free),
            forecast_options: Slots::new(apptunnel_forecast_options_free),
            handshake_matrix: Slots::new(apptunnel_handshake_matrix_free),
            pending: Slots::new(apptunnel_pending_free),
            profile: Slots::new(apptunnel_profile_free),
            profile_draft: Slots::new(apptunnel_profile_draft_free),
            report: Slots::new(apptunnel_report_free),
            route: Slots::new(apptunnel_route_free),
            string: Slots::new(apptunnel_string_free),
            text_list: Slots::new(apptunnel_text_list_free),
            tls_server: Slots::new(apptunnel_tls_server_free),
            upload_options: Slots::new(apptunnel_upload_options_free),
        }
    }
}

pub const FUNCTIONS: usize = 387;

/// # Safety
/// Every handle of the state is live.
pub unsafe fn call(function: usize, state: &mut State, choices: &mut Choices<'_>) {
    // SAFETY: arguments are live handles of the state or NULL, and bytes with their length.
    unsafe {
        match function {
            0 => {
                let trusted = state.certificate.array(choices);
                let mut out = null_mut();
                let mut error = null_mut();
                answered(
                    apptunnel_admission_options_new(
                        choices.integer::<u32>(),
                        trusted.as_ptr(),
                        trusted.len(),
                        choices.integer::<u32>(),
                        &raw mut out,
                        &raw mut error,
                    ),
                    error,
                );
                state.admission_options.keep(out, choices);
                state.error.keep(error, choices);
            }
            1 => {
                let profile = choices.bytes();
                let cas = state.certificate.array(choices);
                let ca_names = choices.texts(cas.len());
                let mut out = null_mut();
                let mut error = null_mut();
                answered(
                    apptunnel_fleet_admission_options(
                        state.fleet.pick(choices),
                        profile.as_ptr().cast(),
                        profile.len(),
                        choices.integer::<u32>(),
                        ca_names.as_ptr(),
                        cas.as_ptr(),
                        cas.len(),
                        &raw mut out,
                        &raw mut error,
                    ),
                    error,
                );
                state.admission_options.keep(out, choices);
                state.error.keep(error, choices);
            }
            2 => {
                let mut error = null_mut();
                answered(
                    apptunnel_admission_options_allow_unmanaged(
                        state.admission_options.pick(choices),
                        choices.is_set(),
                        &raw mut error,
                    ),
                    error,
                );
                state.error.keep(error, choices);
            }
            3 => {
                let mut error = null_mut();
                answered(
                    apptunnel_admission_options_allow_new(
                        state.admission_options.pick(choices),
                        choices.is_set(),
                        &raw mut error,
                    ),
                    error,
                );
                state.error.keep(error, choices);
            }
            4 => {
                let mut error = null_mut();
                answered(
                    apptunnel_admission_options_set_budget(
                        state.admission_options.pick(choices),
                        state.budget.pick(choices),
                        &raw mut error,
                    ),
                    error,
                );
                state.error.keep(error, choices);
            }
            5 => {
                let der = choices.bytes();
                let mut error = null_mut();
                answered(
                    apptunnel_admission_options_add_crl(
                        state.admission_options.pick(choices),
                        der.as_ptr().cast(),
                        der.len(),
                        &raw mut error,
                    ),
                    error,
                );
                state.error.keep(error, choices);
            }
            6 => {
                apptunnel_admission_options_free(state.admission_options.take(choices));
            }
            7 => {
                let presented = state.certificate.array(choices);
                let mut out = null_mut();
                let mut error = null_mut();
                answered(
                    apptunnel_admission_authenticate(
                        state.admission_options.pick(choices),
                        presented.as_ptr(),
                        presented.len(),
                        choices.integer::<u32>(),
                        choices.integer::<u32>(),
                        choices.integer::<i64>(),
                        &raw mut out,
                        &raw mut error,
                    ),
                    error,
                );
                state.admission_decision.keep(out, choices);
                state.error.keep(error, choices);
            }
            8 => {
                black_box(apptunnel_admission_decision_is_admitted(state.admission_decision.pick(choices)));
            }
            9 => {
                read_text(apptunnel_admission_decision_user(state.admission_decision.pick(choices)));
            }
            10 => {
                let lent = apptunnel_admission_decision_report(state.admission_decision.pick(choices));
                read_text(apptunnel_report_json(lent));
                read_text(apptunnel_report_text(lent));
            }
            11 => {
                let mut out = null_mut();
                let mut error = null_mut();
                answered(
                    apptunnel_admission_decision_json(
                        state.admission_decision.pick(choices),
                        &raw mut out,
                        &raw mut error,
                    ),
                    error,
                );
                state.string.keep(out, choices);
                state.error.keep(error, choices);
            }
            12 => {
                apptunnel_admission_decision_free(state.admission_decision.take(choices));
            }
            13 => {
                let made = apptunnel_budget_new();
                state.budget.keep(made, choices);
            }
            14 => {
                let mut error = null_mut();
                answered(
                    apptunnel_budget_set(
                        state.budget.pick(choices),
                        choices.integer::<u32>(),
                        choices.integer::<u64>(),
                        &raw mut error,
                    ),
                    error,
                );
                state.error.keep(error, choices);
            }
            15 => {
                black_box(apptunnel_budget_get(state.budget.pick(choices), choices.integer::<u32>()));
            }
            16 => {
                apptunnel_budget_free(state.budget.take(choices));
            }
            17 => {
                let file = choices.bytes();
                let password = choices.bytes();
                let mut out = null_mut();
                let mut error = null_mut();
                answered(
                    apptunnel_bundle_open(
                        file.as_ptr().cast(),
                        file.len(),
                        password.as_ptr().cast(),
                        password.len(),
                        state.budget.pick(choices),
                        &raw mut out,
                        &raw mut error,
                    ),
                    error,
                );
                state.bundle.keep(out, choices);
                state.error.keep(error, choices);
            }
            18 => {
                read_text(apptunnel_bundle_format(state.bundle.pick(choices)));
            }
            19 => {
                read_text(apptunnel_bundle_encoding(state.bundle.pick(choices)));
            }
            20 => {
                read_text(apptunnel_bundle_certificate_encryption(state.bundle.pick(choices)));
            }
            21 => {
                read_text(apptunnel_bundle_key_encryption(state.bundle.pick(choices)));
            }
            22 => {
                read_text(apptunnel_bundle_mac(state.bundle.pick(choices)));
            }
            23 => {
                black_box(apptunnel_bundle_certificate_count(state.bundle.pick(choices)));
            }
            24 => {
                let (lent, mut copy) =
                    (apptunnel_bundle_certificate(state.bundle.pick(choices), choices.integer::<usize>()), null_mut());
                apptunnel_certificate_clone(lent, &raw mut copy, null_mut());
                state.certificate.keep(copy, choices);
            }
            25 => {
                read_text(apptunnel_bundle_certificate_friendly_name(
                    state.bundle.pick(choices),
                    choices.integer::<usize>(),
                ));
            }
            26 => {
                black_box(apptunnel_bundle_key_count(state.bundle.pick(choices)));
            }
            27 => {
                read_text(apptunnel_bundle_key_type(state.bundle.pick(choices), choices.integer::<usize>()));
            }
            28 => {
                read_text(apptunnel_bundle_key_spki_sha256(state.bundle.pick(choices), choices.integer::<usize>()));
            }
            29 => {
                black_box(apptunnel_bundle_key_owner(state.bundle.pick(choices), choices.integer::<usize>()));
            }
            30 => {
                read_bytes(apptunnel_bundle_key_secret_der(state.bundle.pick(choices), choices.integer::<usize>()));
            }
            31 => {
                black_box(apptunnel_bundle_dropped_count(state.bundle.pick(choices)));
            }
            32 => {
                read_text(apptunnel_bundle_dropped_what(state.bundle.pick(choices), choices.integer::<usize>()));
            }
            33 => {
                read_text(apptunnel_bundle_dropped_reason(state.bundle.pick(choices), choices.integer::<usize>()));
            }
            34 => {
                let mut out = null_mut();
                let mut error = null_mut();
                answered(apptunnel_bundle_json(state.bundle.pick(choices), &raw mut out, &raw mut error), error);
                state.string.keep(out, choices);
                state.error.keep(error, choices);
            }
            35 => {
                apptunnel_bundle_free(state.bundle.take(choices));
            }
            36 => {
                let der = choices.bytes();
                let mut out = null_mut();
                let mut error = null_mut();
                answered(
                    apptunnel_certificate_from_der(der.as_ptr().cast(), der.len(), &raw mut out, &raw mut error),
                    error,
                );
                state.certificate.keep(out, choices);
                state.error.keep(error, choices);
            }
            37 => {
                let mut out = null_mut();
                let mut error = null_mut();
                answered(
                    apptunnel_certificate_clone(state.certificate.pick(choices), &raw mut out, &raw mut error),
                    error,
                );
                state.certificate.keep(out, choices);
                state.error.keep(error, choices);
            }
            38 => {
                read_bytes(apptunnel_certificate_der(state.certificate.pick(choices)));
            }
            39 => {
                read_text(apptunnel_certificate_sha256(state.certificate.pick(choices)));
            }
            40 => {
                read_text(apptunnel_certificate_subject(state.certificate.pick(choices)));
            }
            41 => {
                read_text(apptunnel_certificate_issuer(state.certificate.pick(choices)));
            }
            42 => {
                read_text(apptunnel_certificate_serial(state.certificate.pick(choices)));
            }
            43 => {
                black_box(apptunnel_certificate_not_before(state.certificate.pick(choices)));
            }
            44 => {
                black_box(apptunnel_certificate_not_after(state.certificate.pick(choices)));
            }
            45 => {
                black_box(apptunnel_certificate_is_valid_at(state.certificate.pick(choices), choices.integer::<i64>()));
            }
            46 => {
                read_text(apptunnel_certificate_key(state.certificate.pick(choices)));
            }
            47 => {
                read_bytes(apptunnel_certificate_spki(state.certificate.pick(choices)));
            }
            48 => {
                read_text(apptunnel_certificate_signature_algorithm(state.certificate.pick(choices)));
            }
            49 => {
                black_box(apptunnel_certificate_name_count(state.certificate.pick(choices)));
            }
            50 => {
                read_text(apptunnel_certificate_name(state.certificate.pick(choices), choices.integer::<usize>()));
            }
            51 => {
                black_box(apptunnel_certificate_ca_issuer_count(state.certificate.pick(choices)));
            }
            52 => {
                read_text(apptunnel_certificate_ca_issuer(state.certificate.pick(choices), choices.integer::<usize>()));
            }
            53 => {
                black_box(apptunnel_certificate_is_ca(state.certificate.pick(choices)));
            }
            54 => {
                black_box(apptunnel_certificate_is_self_issued(state.certificate.pick(choices)));
            }
            55 => {
                black_box(apptunnel_certificate_has_server_auth(state.certificate.pick(choices)));
            }
            56 => {
                read_bytes(apptunnel_certificate_subject_key_id(state.certificate.pick(choices)));
            }
            57 => {
                read_bytes(apptunnel_certificate_authority_key_id(state.certificate.pick(choices)));
            }
            58 => {
                apptunnel_certificate_free(state.certificate.take(choices));
            }
            59 => {
                black_box(apptunnel_error_status(state.error.pick(choices)));
            }
            60 => {
                read_text(apptunnel_error_kind(state.error.pick(choices)));
            }
            61 => {
                read_text(apptunnel_error_message(state.error.pick(choices)));
            }
            62 => {
                let lent = apptunnel_error_report(state.error.pick(choices));
                read_text(apptunnel_report_json(lent));
                read_text(apptunnel_report_text(lent));
            }
            63 => {
                apptunnel_error_free(state.error.take(choices));
            }
            64 => {
                black_box(apptunnel_evaluation_is_accepted(state.evaluation.pick(choices)));
            }
            65 => {
                black_box(apptunnel_evaluation_trust_result(state.evaluation.pick(choices)));
            }
            66 => {
                black_box(apptunnel_evaluation_os_status(state.evaluation.pick(choices)));
            }
            67 => {
                read_text(apptunnel_evaluation_os_status_name(state.evaluation.pick(choices)));
            }
            68 => {
                read_text(apptunnel_evaluation_budget_spent(state.evaluation.pick(choices)));
            }
            69 => {
                black_box(apptunnel_evaluation_path_count(state.evaluation.pick(choices)));
            }
            70 => {
                black_box(apptunnel_evaluation_path_is_accepted(
                    state.evaluation.pick(choices),
                    choices.integer::<usize>(),
                ));
            }
            71 => {
                black_box(apptunnel_evaluation_path_is_complete(
                    state.evaluation.pick(choices),
                    choices.integer::<usize>(),
                ));
            }
            72 => {
                black_box(apptunnel_evaluation_path_length(state.evaluation.pick(choices), choices.integer::<usize>()));
            }
            73 => {
                let (lent, mut copy) = (
                    apptunnel_evaluation_path_certificate(
                        state.evaluation.pick(choices),
                        choices.integer::<usize>(),
                        choices.integer::<usize>(),
                    ),
                    null_mut(),
                );
                apptunnel_certificate_clone(lent, &raw mut copy, null_mut());
                state.certificate.keep(copy, choices);
            }
            74 => {
                let lent = apptunnel_evaluation_path_report(state.evaluation.pick(choices), choices.integer::<usize>());
                read_text(apptunnel_report_json(lent));
                read_text(apptunnel_report_text(lent));
            }
            75 => {
                let mut out = null_mut();
                let mut error = null_mut();
                answered(
                    apptunnel_evaluation_explain(state.evaluation.pick(choices), &raw mut out, &raw mut error),
                    error,
                );
                state.string.keep(out, choices);
                state.error.keep(error, choices);
            }
            76 => {
                let mut out = null_mut();
                let mut error = null_mut();
                answered(
                    apptunnel_evaluation_json(state.evaluation.pick(choices), &raw mut out, &raw mut error),
                    error,
                );
                state.string.keep(out, choices);
                state.error.keep(error, choices);
            }
            77 => {
                apptunnel_evaluation_free(state.evaluation.take(choices));
            }
            78 => {
                let mut out = null_mut();
                let mut error = null_mut();
                answered(
                    apptunnel_evaluator_new(
                        choices.integer::<u32>(),
                        choices.integer::<i64>(),
                        &raw mut out,
                        &raw mut error,
                    ),
                    error,
                );
                state.evaluator.keep(out, choices);
                state.error.keep(error, choices);
            }
            79 => {
                let others = state.certificate.array(choices);
                let mut out = null_mut();
                let mut error = null_mut();
                answered(
                    apptunnel_evaluator_evaluate(
                        state.evaluator.pick(choices),
                        state.certificate.pick(choices),
                        others.as_ptr(),
                        others.len(),
                        &raw mut out,
                        &raw mut error,
                    ),
                    error,
                );
                state.evaluation.keep(out, choices);
                state.error.keep(error, choices);
            }
            80 => {
                let platform = choices.bytes();
                let others = state.certificate.array(choices);
                let mut out = null_mut();
                let mut error = null_mut();
                answered(
                    apptunnel_evaluator_matrix(
                        state.evaluator.pick(choices),
                        platform.as_ptr().cast(),
                        platform.len(),
                        state.certificate.pick(choices),
                        others.as_ptr(),
                        others.len(),
                        &raw mut out,
                        &raw mut error,
                    ),
                    error,
                );
                state.string.keep(out, choices);
                state.error.keep(error, choices);
            }
            81 => {
                let others = state.certificate.array(choices);
                let mut out = null_mut();
                let mut error = null_mut();
                answered(
                    apptunnel_evaluator_revocation_status(
                        state.evaluator.pick(choices),
                        state.certificate.pick(choices),
                        state.certificate.pick(choices),
                        others.as_ptr(),
                        others.len(),
                        &raw mut out,
                        &raw mut error,
                    ),
                    error,
                );
                state.string.keep(out, choices);
                state.error.keep(error, choices);
            }
            82 => {
                apptunnel_evaluator_free(state.evaluator.take(choices));
            }
            83 => {
                let mut error = null_mut();
                answered(
                    apptunnel_evaluator_add_trust_setting(
                        state.evaluator.pick(choices),
                        state.certificate.pick(choices),
                        choices.integer::<u32>(),
                        &raw mut error,
                    ),
                    error,
                );
                state.error.keep(error, choices);
            }
            84 => {
                let mut error = null_mut();
                answered(
                    apptunnel_evaluator_set_missing_root(
                        state.evaluator.pick(choices),
                        choices.integer::<u32>(),
                        &raw mut error,
                    ),
                    error,
                );
                state.error.keep(error, choices);
            }
            85 => {
                let mut error = null_mut();
                answered(
                    apptunnel_evaluator_set_key_usage(
                        state.evaluator.pick(choices),
                        choices.integer::<u16>(),
                        &raw mut error,
                    ),
                    error,
                );
                state.error.keep(error, choices);
            }
            86 => {
                let mut error = null_mut();
                answered(
                    apptunnel_evaluator_set_transparency_off(
                        state.evaluator.pick(choices),
                        choices.is_set(),
                        &raw mut error,
                    ),
                    error,
                );
                state.error.keep(error, choices);
            }
            87 => {
                let json = choices.bytes();
                let mut error = null_mut();
                answered(
                    apptunnel_evaluator_set_log_list(
                        state.evaluator.pick(choices),
                        json.as_ptr().cast(),
                        json.len(),
                        &raw mut error,
                    ),
                    error,
                );
                state.error.keep(error, choices);
            }
            88 => {
                let tls = choices.bytes();
                let ocsp = choices.bytes();
                let mut error = null_mut();
                answered(
                    apptunnel_evaluator_set_served_timestamps(
                        state.evaluator.pick(choices),
                        tls.as_ptr().cast(),
                        tls.len(),
                        ocsp.as_ptr().cast(),
                        ocsp.len(),
                        &raw mut error,
                    ),
                    error,
                );
                state.error.keep(error, choices);
            }
            89 => {
                let domain = choices.bytes();
                let mut error = null_mut();
                answered(
                    apptunnel_evaluator_add_excepted_domain(
                        state.evaluator.pick(choices),
                        domain.as_ptr().cast(),
                        domain.len(),
                        &raw mut error,
                    ),
                    error,
                );
                state.error.keep(error, choices);
            }
            90 => {
                let sha256 = choices.bytes();
                let mut error = null_mut();
                answered(
                    apptunnel_evaluator_add_hash(
                        state.evaluator.pick(choices),
                        choices.integer::<u32>(),
                        sha256.as_ptr().cast(),
                        sha256.len(),
                        &raw mut error,
                    ),
                    error,
                );
                state.error.keep(error, choices);
            }
            91 => {
                let mut error = null_mut();
                answered(
                    apptunnel_evaluator_set_pinning_required(
                        state.evaluator.pick(choices),
                        choices.is_set(),
                        &raw mut error,
                    ),
                    error,
                );
                state.error.keep(error, choices);
            }
            92 => {
                let ca = choices.bytes();
                let mut error = null_mut();
                answered(
                    apptunnel_evaluator_add_date_limit(
                        state.evaluator.pick(choices),
                        ca.as_ptr().cast(),
                        ca.len(),
                        choices.integer::<i64>(),
                        choices.integer::<i64>(),
                        choices.is_set(),
                        &raw mut error,
                    ),
                    error,
                );
                state.error.keep(error, choices);
            }
            93 => {
                let mut error = null_mut();
                answered(
                    apptunnel_evaluator_set_revocation(
                        state.evaluator.pick(choices),
                        choices.integer::<u32>(),
                        choices.is_set(),
                        &raw mut error,
                    ),
                    error,
                );
                state.error.keep(error, choices);
            }
            94 => {
                let mut error = null_mut();
                answered(
                    apptunnel_evaluator_set_crl_options(
                        state.evaluator.pick(choices),
                        choices.integer::<i64>(),
                        choices.is_set(),
                        choices.integer::<usize>(),
                        &raw mut error,
                    ),
                    error,
                );
                state.error.keep(error, choices);
            }
            95 => {
                let der = choices.bytes();
                let mut error = null_mut();
                answered(
                    apptunnel_evaluator_add_crl(
                        state.evaluator.pick(choices),
                        der.as_ptr().cast(),
                        der.len(),
                        &raw mut error,
                    ),
                    error,
                );
                state.error.keep(error, choices);
            }
            96 => {
                let release = choices.bytes();
                let mut error = null_mut();
                answered(
                    apptunnel_evaluator_set_release(
                        state.evaluator.pick(choices),
                        release.as_ptr().cast(),
                        release.len(),
                        &raw mut error,
                    ),
                    error,
                );
                state.error.keep(error, choices);
            }
            97 => {
                let mut error = null_mut();
                answered(
                    apptunnel_evaluator_set_anchor_checks(
                        state.evaluator.pick(choices),
                        choices.integer::<u32>(),
                        &raw mut error,
                    ),
                    error,
                );
                state.error.keep(error, choices);
            }
            98 => {
                let mut error = null_mut();
                answered(apptunnel_evaluator_allow_sha1(state.evaluator.pick(choices), &raw mut error), error);
                state.error.keep(error, choices);
            }
            99 => {
                let mut error = null_mut();
                answered(
                    apptunnel_evaluator_add_anchor(
                        state.evaluator.pick(choices),
                        state.certificate.pick(choices),
                        choices.integer::<u32>(),
                        &raw mut error,
                    ),
                    error,
                );
                state.error.keep(error, choices);
            }
            100 => {
                let mut error = null_mut();
                answered(
                    apptunnel_evaluator_add_anchors(
                        state.evaluator.pick(choices),
                        state.bundle.pick(choices),
                        choices.integer::<u32>(),
                        &raw mut error,
                    ),
                    error,
                );
                state.error.keep(error, choices);
            }
            101 => {
                let mut error = null_mut();
                answered(
                    apptunnel_evaluator_add_trusted_leaf(
                        state.evaluator.pick(choices),
                        state.certificate.pick(choices),
                        &raw mut error,
                    ),
                    error,
                );
                state.error.keep(error, choices);
            }
            102 => {
                let mut error = null_mut();
                answered(
                    apptunnel_evaluator_set_require_self_signed(
                        state.evaluator.pick(choices),
                        choices.is_set(),
                        &raw mut error,
                    ),
                    error,
                );
                state.error.keep(error, choices);
            }
            103 => {
                let name = choices.bytes();
                let mut error = null_mut();
                answered(
                    apptunnel_evaluator_set_server_name(
                        state.evaluator.pick(choices),
                        name.as_ptr().cast(),
                        name.len(),
                        &raw mut error,
                    ),
                    error,
                );
                state.error.keep(error, choices);
            }
            104 => {
                let mut error = null_mut();
                answered(
                    apptunnel_evaluator_set_purpose(
                        state.evaluator.pick(choices),
                        choices.integer::<u32>(),
                        choices.integer::<u32>(),
                        &raw mut error,
                    ),
                    error,
                );
                state.error.keep(error, choices);
            }
            105 => {
                let policy = choices.bytes();
                let mut error = null_mut();
                answered(
                    apptunnel_evaluator_add_initial_policy(
                        state.evaluator.pick(choices),
                        policy.as_ptr().cast(),
                        policy.len(),
                        &raw mut error,
                    ),
                    error,
                );
                state.error.keep(error, choices);
            }
            106 => {
                let mut error = null_mut();
                answered(
                    apptunnel_evaluator_set_policies(
                        state.evaluator.pick(choices),
                        choices.is_set(),
                        choices.is_set(),
                        choices.is_set(),
                        &raw mut error,
                    ),
                    error,
                );
                state.error.keep(error, choices);
            }
            107 => {
                let mut error = null_mut();
                answered(
                    apptunnel_evaluator_set_max_intermediates(
                        state.evaluator.pick(choices),
                        choices.integer::<usize>(),
                        &raw mut error,
                    ),
                    error,
                );
                state.error.keep(error, choices);
            }
            108 => {
                let mut error = null_mut();
                answered(
                    apptunnel_evaluator_set_budget(
                        state.evaluator.pick(choices),
                        state.budget.pick(choices),
                        &raw mut error,
                    ),
                    error,
                );
                state.error.keep(error, choices);
            }
            109 => {
                let mut error = null_mut();
                answered(
                    apptunnel_evaluator_set_signature_cache(
                        state.evaluator.pick(choices),
                        choices.integer::<usize>(),
                        &raw mut error,
                    ),
                    error,
                );
                state.error.keep(error, choices);
            }
            110 => {
                let made = apptunnel_fleet_new();
                state.fleet.keep(made, choices);
            }
            111 => {
                let json = choices.bytes();
                let mut out = null_mut();
                let mut error = null_mut();
                answered(
                    apptunnel_fleet_from_json(json.as_ptr().cast(), json.len(), &raw mut out, &raw mut error),
                    error,
                );
                state.fleet.keep(out, choices);
                state.error.keep(error, choices);
            }
            112 => {
                let mut out = null_mut();
                let mut error = null_mut();
                answered(apptunnel_fleet_json(state.fleet.pick(choices), &raw mut out, &raw mut error), error);
                state.string.keep(out, choices);
                state.error.keep(error, choices);
            }
            113 => {
                let mut out = null_mut();
                let mut error = null_mut();
                answered(apptunnel_fleet_clone(state.fleet.pick(choices), &raw mut out, &raw mut error), error);
                state.fleet.keep(out, choices);
                state.error.keep(error, choices);
            }
            114 => {
                apptunnel_fleet_free(state.fleet.take(choices));
            }
            115 => {
                black_box(apptunnel_certificate_list_count(state.certificate_list.pick(choices)));
            }
            116 => {
                read_text(apptunnel_certificate_list_name(
                    state.certificate_list.pick(choices),
                    choices.integer::<usize>(),
                ));
            }
            117 => {
                let (lent, mut copy) = (
                    apptunnel_certificate_list_certificate(
                        state.certificate_list.pick(choices),
                        choices.integer::<usize>(),
                    ),
                    null_mut(),
                );
                apptunnel_certificate_clone(lent, &raw mut copy, null_mut());
                state.certificate.keep(copy, choices);
            }
            118 => {
                black_box(apptunnel_certificate_list_other_count(
                    state.certificate_list.pick(choices),
                    choices.integer::<usize>(),
                ));
            }
            119 => {
                let (lent, mut copy) = (
                    apptunnel_certificate_list_other(
                        state.certificate_list.pick(choices),
                        choices.integer::<usize>(),
                        choices.integer::<usize>(),
                    ),
                    null_mut(),
                );
                apptunnel_certificate_clone(lent, &raw mut copy, null_mut());
                state.certificate.keep(copy, choices);
            }
            120 => {
                black_box(apptunnel_certificate_list_days_left(
                    state.certificate_list.pick(choices),
                    choices.integer::<usize>(),
                ));
            }
            121 => {
                black_box(apptunnel_certificate_list_user_count(
                    state.certificate_list.pick(choices),
                    choices.integer::<usize>(),
                ));
            }
            122 => {
                read_text(apptunnel_certificate_list_user(
                    state.certificate_list.pick(choices),
                    choices.integer::<usize>(),
                    choices.integer::<usize>(),
                ));
            }
            123 => {
                let mut out = null_mut();
                let mut error = null_mut();
                answered(
                    apptunnel_certificate_list_json(state.certificate_list.pick(choices), &raw mut out, &raw mut error),
                    error,
                );
                state.string.keep(out, choices);
                state.error.keep(error, choices);
            }
            124 => {
                apptunnel_certificate_list_free(state.certificate_list.take(choices));
            }
            125 => {
                let made = apptunnel_check_options_new();
                state.check_options.keep(made, choices);
            }
            126 => {
                let release = choices.bytes();
                let mut error = null_mut();
                answered(
                    apptunnel_check_options_set_release(
                        state.check_options.pick(choices),
                        release.as_ptr().cast(),
                        release.len(),
                        &raw mut error,
                    ),
                    error,
                );
                state.error.keep(error, choices);
            }
            127 => {
                let days = choices.integers::<u32>();
                let mut error = null_mut();
                answered(
                    apptunnel_check_options_set_notices(
                        state.check_options.pick(choices),
                        days.as_ptr(),
                        days.len(),
                        &raw mut error,
                    ),
                    error,
                );
                state.error.keep(error, choices);
            }
            128 => {
                let mut error = null_mut();
                answered(
                    apptunnel_check_options_set_budget(
                        state.check_options.pick(choices),
                        state.budget.pick(choices),
                        &raw mut error,
                    ),
                    error,
                );
                state.error.keep(error, choices);
            }
            129 => {
                apptunnel_check_options_free(state.check_options.take(choices));
            }
            130 => {
                let mut out = null_mut();
                let mut error = null_mut();
                answered(
                    apptunnel_fleet_check(
                        state.fleet.pick(choices),
                        state.check_options.pick(choices),
                        choices.integer::<i64>(),
                        &raw mut out,
                        &raw mut error,
                    ),
                    error,
                );
                state.report.keep(out, choices);
                state.error.keep(error, choices);
            }
            131 => {
                black_box(apptunnel_report_loss_count(state.report.pick(choices)));
            }
            132 => {
                black_box(apptunnel_report_loss_from(state.report.pick(choices), choices.integer::<usize>()));
            }
            133 => {
                read_text(apptunnel_report_loss_profile(state.report.pick(choices), choices.integer::<usize>()));
            }
            134 => {
                read_text(apptunnel_report_loss_devices(state.report.pick(choices), choices.integer::<usize>()));
            }
            135 => {
                black_box(apptunnel_report_loss_is_of_group(state.report.pick(choices), choices.integer::<usize>()));
            }
            136 => {
                read_text(apptunnel_report_loss_code(state.report.pick(choices), choices.integer::<usize>()));
            }
            137 => {
                read_text(apptunnel_report_loss_reason(state.report.pick(choices), choices.integer::<usize>()));
            }
            138 => {
                let name = choices.bytes();
                let group = choices.bytes();
                let mut error = null_mut();
                answered(
                    apptunnel_fleet_set_device_group(
                        state.fleet.pick(choices),
                        name.as_ptr().cast(),
                        name.len(),
                        group.as_ptr().cast(),
                        group.len(),
                        &raw mut error,
                    ),
                    error,
                );
                state.error.keep(error, choices);
            }
            139 => {
                let name = choices.bytes();
                let mut error = null_mut();
                answered(
                    apptunnel_fleet_delete_device_group(
                        state.fleet.pick(choices),
                        name.as_ptr().cast(),
                        name.len(),
                        &raw mut error,
                    ),
                    error,
                );
                state.error.keep(error, choices);
            }
            140 => {
                let mut out = null_mut();
                let mut error = null_mut();
                answered(apptunnel_fleet_device_groups(state.fleet.pick(choices), &raw mut out, &raw mut error), error);
                state.text_list.keep(out, choices);
                state.error.keep(error, choices);
            }
            141 => {
                let name = choices.bytes();
                let mut out = null_mut();
                let mut error = null_mut();
                answered(
                    apptunnel_fleet_device_group_json(
                        state.fleet.pick(choices),
                        name.as_ptr().cast(),
                        name.len(),
                        &raw mut out,
                        &raw mut error,
                    ),
                    error,
                );
                state.string.keep(out, choices);
                state.error.keep(error, choices);
            }
            142 => {
                let name = choices.bytes();
                let device = choices.bytes();
                let mut error = null_mut();
                answered(
                    apptunnel_fleet_set_device(
                        state.fleet.pick(choices),
                        name.as_ptr().cast(),
                        name.len(),
                        device.as_ptr().cast(),
                        device.len(),
                        &raw mut error,
                    ),
                    error,
                );
                state.error.keep(error, choices);
            }
            143 => {
                let name = choices.bytes();
                let mut error = null_mut();
                answered(
                    apptunnel_fleet_delete_device(
                        state.fleet.pick(choices),
                        name.as_ptr().cast(),
                        name.len(),
                        &raw mut error,
                    ),
                    error,
                );
                state.error.keep(error, choices);
            }
            144 => {
                let mut out = null_mut();
                let mut error = null_mut();
                answered(apptunnel_fleet_devices(state.fleet.pick(choices), &raw mut out, &raw mut error), error);
                state.text_list.keep(out, choices);
                state.error.keep(error, choices);
            }
            145 => {
                let name = choices.bytes();
                let mut out = null_mut();
                let mut error = null_mut();
                answered(
                    apptunnel_fleet_device_json(
                        state.fleet.pick(choices),
                        name.as_ptr().cast(),
                        name.len(),
                        &raw mut out,
                        &raw mut error,
                    ),
                    error,
                );
                state.string.keep(out, choices);
                state.error.keep(error, choices);
            }
            146 => {
                let admin = choices.bytes();
                let ticked = choices.bytes();
                let mut out = null_mut();
                let mut error = null_mut();
                answered(
                    apptunnel_fleet_propose(
                        state.fleet.pick(choices),
                        admin.as_ptr().cast(),
                        admin.len(),
                        ticked.as_ptr().cast(),
                        ticked.len(),
                        choices.integer::<u32>(),
                        &raw mut out,
                        &raw mut error,
                    ),
                    error,
                );
                state.pending.keep(out, choices);
                state.error.keep(error, choices);
            }
            147 => {
                let admin = choices.bytes();
                let space = choices.bytes();
                let ticked = choices.bytes();
                let mut out = null_mut();
                let mut error = null_mut();
                answered(
                    apptunnel_fleet_propose_in_space(
                        state.fleet.pick(choices),
                        admin.as_ptr().cast(),
                        admin.len(),
                        space.as_ptr().cast(),
                        space.len(),
                        ticked.as_ptr().cast(),
                        ticked.len(),
                        &raw mut out,
                        &raw mut error,
                    ),
                    error,
                );
                state.pending.keep(out, choices);
                state.error.keep(error, choices);
            }
            148 => {
                let mut error = null_mut();
                answered(
                    apptunnel_fleet_confirm(state.fleet.pick(choices), state.pending.pick(choices), &raw mut error),
                    error,
                );
                state.error.keep(error, choices);
            }
            149 => {
                read_text(apptunnel_pending_warning(state.pending.pick(choices)));
            }
            150 => {
                black_box(apptunnel_pending_summary_count(state.pending.pick(choices)));
            }
            151 => {
                read_text(apptunnel_pending_summary(state.pending.pick(choices), choices.integer::<usize>()));
            }
            152 => {
                apptunnel_pending_free(state.pending.take(choices));
            }
            153 => {
                let roots = state.certificate.array(choices);
                let mut error = null_mut();
                answered(
                    apptunnel_fleet_set_root_certificates(
                        state.fleet.pick(choices),
                        roots.as_ptr(),
                        roots.len(),
                        &raw mut error,
                    ),
                    error,
                );
                state.error.keep(error, choices);
            }
            154 => {
                black_box(apptunnel_fleet_root_certificate_count(state.fleet.pick(choices)));
            }
            155 => {
                let mut out = null_mut();
                let mut error = null_mut();
                answered(
                    apptunnel_fleet_root_certificate(
                        state.fleet.pick(choices),
                        choices.integer::<usize>(),
                        &raw mut out,
                        &raw mut error,
                    ),
                    error,
                );
                state.certificate.keep(out, choices);
                state.error.keep(error, choices);
            }
            156 => {
                let space = choices.bytes();
                let mut out = null_mut();
                let mut error = null_mut();
                answered(
                    apptunnel_fleet_ticked_json(
                        state.fleet.pick(choices),
                        space.as_ptr().cast(),
                        space.len(),
                        &raw mut out,
                        &raw mut error,
                    ),
                    error,
                );
                state.string.keep(out, choices);
                state.error.keep(error, choices);
            }
            157 => {
                black_box(apptunnel_fleet_other_spaces(state.fleet.pick(choices)));
            }
            158 => {
                let name = choices.bytes();
                black_box(apptunnel_fleet_is_root_distributed_to_group(
                    state.fleet.pick(choices),
                    name.as_ptr().cast(),
                    name.len(),
                ));
            }
            159 => {
                let name = choices.bytes();
                black_box(apptunnel_fleet_is_root_distributed_to_device(
                    state.fleet.pick(choices),
                    name.as_ptr().cast(),
                    name.len(),
                ));
            }
            160 => {
                let profile = choices.bytes();
                let mut error = null_mut();
                answered(
                    apptunnel_fleet_add_profile(
                        state.fleet.pick(choices),
                        profile.as_ptr().cast(),
                        profile.len(),
                        &raw mut error,
                    ),
                    error,
                );
                state.error.keep(error, choices);
            }
            161 => {
                let name = choices.bytes();
                let profile = choices.bytes();
                let mut error = null_mut();
                answered(
                    apptunnel_fleet_replace_profile(
                        state.fleet.pick(choices),
                        name.as_ptr().cast(),
                        name.len(),
                        profile.as_ptr().cast(),
                        profile.len(),
                        &raw mut error,
                    ),
                    error,
                );
                state.error.keep(error, choices);
            }
            162 => {
                let name = choices.bytes();
                let mut error = null_mut();
                answered(
                    apptunnel_fleet_delete_profile(
                        state.fleet.pick(choices),
                        name.as_ptr().cast(),
                        name.len(),
                        &raw mut error,
                    ),
                    error,
                );
                state.error.keep(error, choices);
            }
            163 => {
                let mut out = null_mut();
                let mut error = null_mut();
                answered(apptunnel_fleet_profiles(state.fleet.pick(choices), &raw mut out, &raw mut error), error);
                state.text_list.keep(out, choices);
                state.error.keep(error, choices);
            }
            164 => {
                let name = choices.bytes();
                let mut out = null_mut();
                let mut error = null_mut();
                answered(
                    apptunnel_fleet_profile_json(
                        state.fleet.pick(choices),
                        name.as_ptr().cast(),
                        name.len(),
                        &raw mut out,
                        &raw mut error,
                    ),
                    error,
                );
                state.string.keep(out, choices);
                state.error.keep(error, choices);
            }
            165 => {
                let name = choices.bytes();
                let mut error = null_mut();
                answered(
                    apptunnel_fleet_register_sentry(
                        state.fleet.pick(choices),
                        name.as_ptr().cast(),
                        name.len(),
                        &raw mut error,
                    ),
                    error,
                );
                state.error.keep(error, choices);
            }
            166 => {
                let sentry = choices.bytes();
                let profile = choices.bytes();
                let mut error = null_mut();
                answered(
                    apptunnel_fleet_assign(
                        state.fleet.pick(choices),
                        sentry.as_ptr().cast(),
                        sentry.len(),
                        profile.as_ptr().cast(),
                        profile.len(),
                        &raw mut error,
                    ),
                    error,
                );
                state.error.keep(error, choices);
            }
            167 => {
                let sentry = choices.bytes();
                let profile = choices.bytes();
                let mut error = null_mut();
                answered(
                    apptunnel_fleet_reassign(
                        state.fleet.pick(choices),
                        sentry.as_ptr().cast(),
                        sentry.len(),
                        profile.as_ptr().cast(),
                        profile.len(),
                        &raw mut error,
                    ),
                    error,
                );
                state.error.keep(error, choices);
            }
            168 => {
                let sentry = choices.bytes();
                let mut error = null_mut();
                answered(
                    apptunnel_fleet_unassign(
                        state.fleet.pick(choices),
                        sentry.as_ptr().cast(),
                        sentry.len(),
                        &raw mut error,
                    ),
                    error,
                );
                state.error.keep(error, choices);
            }
            169 => {
                let name = choices.bytes();
                let mut error = null_mut();
                answered(
                    apptunnel_fleet_delete_sentry(
                        state.fleet.pick(choices),
                        name.as_ptr().cast(),
                        name.len(),
                        &raw mut error,
                    ),
                    error,
                );
                state.error.keep(error, choices);
            }
            170 => {
                let mut out = null_mut();
                let mut error = null_mut();
                answered(apptunnel_fleet_sentrys(state.fleet.pick(choices), &raw mut out, &raw mut error), error);
                state.text_list.keep(out, choices);
                state.error.keep(error, choices);
            }
            171 => {
                let profile = choices.bytes();
                let mut out = null_mut();
                let mut error = null_mut();
                answered(
                    apptunnel_fleet_sentrys_with(
                        state.fleet.pick(choices),
                        profile.as_ptr().cast(),
                        profile.len(),
                        &raw mut out,
                        &raw mut error,
                    ),
                    error,
                );
                state.text_list.keep(out, choices);
                state.error.keep(error, choices);
            }
            172 => {
                let name = choices.bytes();
                read_text(apptunnel_fleet_sentry_profile(state.fleet.pick(choices), name.as_ptr().cast(), name.len()));
            }
            173 => {
                let name = choices.bytes();
                let mut error = null_mut();
                answered(
                    apptunnel_fleet_add_space(
                        state.fleet.pick(choices),
                        name.as_ptr().cast(),
                        name.len(),
                        choices.integer::<usize>(),
                        &raw mut error,
                    ),
                    error,
                );
                state.error.keep(error, choices);
            }
            174 => {
                let name = choices.bytes();
                let mut error = null_mut();
                answered(
                    apptunnel_fleet_move_space(
                        state.fleet.pick(choices),
                        name.as_ptr().cast(),
                        name.len(),
                        choices.integer::<usize>(),
                        &raw mut error,
                    ),
                    error,
                );
                state.error.keep(error, choices);
            }
            175 => {
                let name = choices.bytes();
                let new_name = choices.bytes();
                let mut error = null_mut();
                answered(
                    apptunnel_fleet_rename_space(
                        state.fleet.pick(choices),
                        name.as_ptr().cast(),
                        name.len(),
                        new_name.as_ptr().cast(),
                        new_name.len(),
                        &raw mut error,
                    ),
                    error,
                );
                state.error.keep(error, choices);
            }
            176 => {
                let name = choices.bytes();
                let mut error = null_mut();
                answered(
                    apptunnel_fleet_delete_space(
                        state.fleet.pick(choices),
                        name.as_ptr().cast(),
                        name.len(),
                        &raw mut error,
                    ),
                    error,
                );
                state.error.keep(error, choices);
            }
            177 => {
                let mut out = null_mut();
                let mut error = null_mut();
                answered(apptunnel_fleet_spaces(state.fleet.pick(choices), &raw mut out, &raw mut error), error);
                state.text_list.keep(out, choices);
                state.error.keep(error, choices);
            }
            178 => {
                let name = choices.bytes();
                let mut out = null_mut();
                let mut error = null_mut();
                answered(
                    apptunnel_fleet_upload(
                        state.fleet.pick(choices),
                        choices.integer::<u32>(),
                        name.as_ptr().cast(),
                        name.len(),
                        choices.integer::<u32>(),
                        choices.is_set(),
                        state.bundle.pick(choices),
                        state.upload_options.pick(choices),
                        choices.integer::<i64>(),
                        &raw mut out,
                        &raw mut error,
                    ),
                    error,
                );
                state.report.keep(out, choices);
                state.error.keep(error, choices);
            }
            179 => {
                let name = choices.bytes();
                let mut error = null_mut();
                answered(
                    apptunnel_fleet_delete_certificate(
                        state.fleet.pick(choices),
                        choices.integer::<u32>(),
                        name.as_ptr().cast(),
                        name.len(),
                        &raw mut error,
                    ),
                    error,
                );
                state.error.keep(error, choices);
            }
            180 => {
                let mut out = null_mut();
                let mut error = null_mut();
                answered(
                    apptunnel_fleet_certificates(
                        state.fleet.pick(choices),
                        choices.integer::<u32>(),
                        choices.integer::<i64>(),
                        &raw mut out,
                        &raw mut error,
                    ),
                    error,
                );
                state.certificate_list.keep(out, choices);
                state.error.keep(error, choices);
            }
            181 => {
                let name = choices.bytes();
                let mut out = null_mut();
                let mut error = null_mut();
                answered(
                    apptunnel_fleet_profiles_using(
                        state.fleet.pick(choices),
                        choices.integer::<u32>(),
                        name.as_ptr().cast(),
                        name.len(),
                        &raw mut out,
                        &raw mut error,
                    ),
                    error,
                );
                state.text_list.keep(out, choices);
                state.error.keep(error, choices);
            }
            182 => {
                let json = choices.bytes();
                let mut out = null_mut();
                let mut error = null_mut();
                answered(
                    apptunnel_profile_from_json(json.as_ptr().cast(), json.len(), &raw mut out, &raw mut error),
                    error,
                );
                state.profile.keep(out, choices);
                state.error.keep(error, choices);
            }
            183 => {
                let mut out = null_mut();
                let mut error = null_mut();
                answered(apptunnel_profile_json(state.profile.pick(choices), &raw mut out, &raw mut error), error);
                state.string.keep(out, choices);
                state.error.keep(error, choices);
            }
            184 => {
                read_text(apptunnel_profile_name(state.profile.pick(choices)));
            }
            185 => {
                read_text(apptunnel_profile_kind(state.profile.pick(choices)));
            }
            186 => {
                read_text(apptunnel_profile_external_host(state.profile.pick(choices)));
            }
            187 => {
                black_box(apptunnel_profile_external_port(state.profile.pick(choices)));
            }
            188 => {
                read_text(apptunnel_profile_device_authentication(state.profile.pick(choices)));
            }
            189 => {
                black_box(apptunnel_profile_tls_certificate_count(state.profile.pick(choices)));
            }
            190 => {
                read_text(apptunnel_profile_tls_certificate(state.profile.pick(choices), choices.integer::<usize>()));
            }
            191 => {
                read_text(apptunnel_profile_group_certificate(state.profile.pick(choices)));
            }
            192 => {
                black_box(apptunnel_profile_trusted_ca_count(state.profile.pick(choices)));
            }
            193 => {
                read_text(apptunnel_profile_trusted_ca(state.profile.pick(choices), choices.integer::<usize>()));
            }
            194 => {
                black_box(apptunnel_profile_service_count(state.profile.pick(choices)));
            }
            195 => {
                read_text(apptunnel_profile_service_type(state.profile.pick(choices), choices.integer::<usize>()));
            }
            196 => {
                read_text(apptunnel_profile_service_name(state.profile.pick(choices), choices.integer::<usize>()));
            }
            197 => {
                let name = choices.bytes();
                black_box(apptunnel_profile_service_find(
                    state.profile.pick(choices),
                    name.as_ptr().cast(),
                    name.len(),
                ));
            }
            198 => {
                black_box(apptunnel_profile_app_rule_count(state.profile.pick(choices)));
            }
            199 => {
                black_box(apptunnel_profile_shadowing_rule(
                    state.profile.pick(choices),
                    choices.integer::<usize>(),
                    choices.integer::<u32>(),
                ));
            }
            200 => {
                let lent = apptunnel_profile_report(state.profile.pick(choices));
                read_text(apptunnel_report_json(lent));
                read_text(apptunnel_report_text(lent));
            }
            201 => {
                let app = choices.bytes();
                let host = choices.bytes();
                let mut out = null_mut();
                let mut error = null_mut();
                answered(
                    apptunnel_profile_route(
                        state.profile.pick(choices),
                        app.as_ptr().cast(),
                        app.len(),
                        host.as_ptr().cast(),
                        host.len(),
                        choices.integer::<u16>(),
                        choices.integer::<usize>(),
                        choices.integer::<u32>(),
                        &raw mut out,
                        &raw mut error,
                    ),
                    error,
                );
                state.route.keep(out, choices);
                state.error.keep(error, choices);
            }
            202 => {
                let mut out = null_mut();
                let mut error = null_mut();
                answered(
                    apptunnel_profile_check_change(
                        state.profile.pick(choices),
                        state.profile.pick(choices),
                        &raw mut out,
                        &raw mut error,
                    ),
                    error,
                );
                state.report.keep(out, choices);
                state.error.keep(error, choices);
            }
            203 => {
                apptunnel_profile_free(state.profile.take(choices));
            }
            204 => {
                let made = apptunnel_profile_draft_new();
                state.profile_draft.keep(made, choices);
            }
            205 => {
                let json = choices.bytes();
                let mut out = null_mut();
                let mut error = null_mut();
                answered(
                    apptunnel_profile_draft_from_json(json.as_ptr().cast(), json.len(), &raw mut out, &raw mut error),
                    error,
                );
                state.profile_draft.keep(out, choices);
                state.error.keep(error, choices);
            }
            206 => {
                let mut out = null_mut();
                let mut error = null_mut();
                answered(
                    apptunnel_profile_draft_from_profile(state.profile.pick(choices), &raw mut out, &raw mut error),
                    error,
                );
                state.profile_draft.keep(out, choices);
                state.error.keep(error, choices);
            }
            207 => {
                let pointer = choices.bytes();
                let json = choices.bytes();
                let mut error = null_mut();
                answered(
                    apptunnel_profile_draft_set(
                        state.profile_draft.pick(choices),
                        pointer.as_ptr().cast(),
                        pointer.len(),
                        json.as_ptr().cast(),
                        json.len(),
                        &raw mut error,
                    ),
                    error,
                );
                state.error.keep(error, choices);
            }
            208 => {
                let pointer = choices.bytes();
                let text = choices.bytes();
                let mut error = null_mut();
                answered(
                    apptunnel_profile_draft_set_text(
                        state.profile_draft.pick(choices),
                        pointer.as_ptr().cast(),
                        pointer.len(),
                        text.as_ptr().cast(),
                        text.len(),
                        &raw mut error,
                    ),
                    error,
                );
                state.error.keep(error, choices);
            }
            209 => {
                let pointer = choices.bytes();
                let mut error = null_mut();
                answered(
                    apptunnel_profile_draft_clear(
                        state.profile_draft.pick(choices),
                        pointer.as_ptr().cast(),
                        pointer.len(),
                        &raw mut error,
                    ),
                    error,
                );
                state.error.keep(error, choices);
            }
            210 => {
                let pointer = choices.bytes();
                let mut out = null_mut();
                let mut error = null_mut();
                answered(
                    apptunnel_profile_draft_get(
                        state.profile_draft.pick(choices),
                        pointer.as_ptr().cast(),
                        pointer.len(),
                        &raw mut out,
                        &raw mut error,
                    ),
                    error,
                );
                state.string.keep(out, choices);
                state.error.keep(error, choices);
            }
            211 => {
                let mut out = null_mut();
                let mut error = null_mut();
                answered(
                    apptunnel_profile_draft_json(state.profile_draft.pick(choices), &raw mut out, &raw mut error),
                    error,
                );
                state.string.keep(out, choices);
                state.error.keep(error, choices);
            }
            212 => {
                let mut out_report = null_mut();
                let mut out_profile = null_mut();
                let mut error = null_mut();
                answered(
                    apptunnel_profile_draft_check(
                        state.profile_draft.pick(choices),
                        &raw mut out_report,
                        &raw mut out_profile,
                        &raw mut error,
                    ),
                    error,
                );
                state.report.keep(out_report, choices);
                state.profile.keep(out_profile, choices);
                state.error.keep(error, choices);
            }
            213 => {
                black_box(apptunnel_profile_draft_visible_field_count(state.profile_draft.pick(choices)));
            }
            214 => {
                read_text(apptunnel_profile_draft_visible_field(
                    state.profile_draft.pick(choices),
                    choices.integer::<usize>(),
                ));
            }
            215 => {
                apptunnel_profile_draft_free(state.profile_draft.take(choices));
            }
            216 => {
                black_box(apptunnel_profile_field_count());
            }
            217 => {
                read_text(apptunnel_profile_field_pointer(choices.integer::<usize>()));
            }
            218 => {
                read_text(apptunnel_profile_field_label(choices.integer::<usize>()));
            }
            219 => {
                read_text(apptunnel_profile_field_constraint(choices.integer::<usize>()));
            }
            220 => {
                read_text(apptunnel_profile_field_visibility(choices.integer::<usize>()));
            }
            221 => {
                read_text(apptunnel_profile_field_default(choices.integer::<usize>()));
            }
            222 => {
                read_text(apptunnel_profile_field_certainty(choices.integer::<usize>()));
            }
            223 => {
                read_text(apptunnel_profile_field_source(choices.integer::<usize>()));
            }
            224 => {
                black_box(apptunnel_report_is_accepted(state.report.pick(choices)));
            }
            225 => {
                black_box(apptunnel_report_finding_count(state.report.pick(choices)));
            }
            226 => {
                black_box(apptunnel_report_finding_severity(state.report.pick(choices), choices.integer::<usize>()));
            }
            227 => {
                read_text(apptunnel_report_finding_code(state.report.pick(choices), choices.integer::<usize>()));
            }
            228 => {
                read_text(apptunnel_report_finding_basis(state.report.pick(choices), choices.integer::<usize>()));
            }
            229 => {
                read_text(apptunnel_report_finding_certainty(state.report.pick(choices), choices.integer::<usize>()));
            }
            230 => {
                read_text(apptunnel_report_finding_message(state.report.pick(choices), choices.integer::<usize>()));
            }
            231 => {
                read_text(apptunnel_report_finding_remedy(state.report.pick(choices), choices.integer::<usize>()));
            }
            232 => {
                read_text(apptunnel_report_finding_reference(state.report.pick(choices), choices.integer::<usize>()));
            }
            233 => {
                black_box(apptunnel_report_finding_certificate(state.report.pick(choices), choices.integer::<usize>()));
            }
            234 => {
                black_box(apptunnel_report_finding_subject(state.report.pick(choices), choices.integer::<usize>()));
            }
            235 => {
                read_text(apptunnel_report_finding_subject_name(
                    state.report.pick(choices),
                    choices.integer::<usize>(),
                ));
            }
            236 => {
                black_box(apptunnel_report_finding_os_status(state.report.pick(choices), choices.integer::<usize>()));
            }
            237 => {
                read_text(apptunnel_report_finding_apple_key(state.report.pick(choices), choices.integer::<usize>()));
            }
            238 => {
                black_box(apptunnel_report_certificate_count(state.report.pick(choices)));
            }
            239 => {
                black_box(apptunnel_report_certificate_role(state.report.pick(choices), choices.integer::<usize>()));
            }
            240 => {
                black_box(apptunnel_report_chain_length(state.report.pick(choices)));
            }
            241 => {
                black_box(apptunnel_report_chain(state.report.pick(choices), choices.integer::<usize>()));
            }
            242 => {
                black_box(apptunnel_report_apple_trust_result(state.report.pick(choices)));
            }
            243 => {
                black_box(apptunnel_report_apple_os_status(state.report.pick(choices)));
            }
            244 => {
                read_text(apptunnel_report_apple_os_status_name(state.report.pick(choices)));
            }
            245 => {
                read_text(apptunnel_report_apple_release(state.report.pick(choices)));
            }
            246 => {
                read_text(apptunnel_report_json(state.report.pick(choices)));
            }
            247 => {
                read_text(apptunnel_report_text(state.report.pick(choices)));
            }
            248 => {
                apptunnel_report_free(state.report.take(choices));
            }
            249 => {
                read_text(apptunnel_route_to(state.route.pick(choices)));
            }
            250 => {
                black_box(apptunnel_route_rule(state.route.pick(choices)));
            }
            251 => {
                read_text(apptunnel_route_service(state.route.pick(choices)));
            }
            252 => {
                read_text(apptunnel_route_sentry(state.route.pick(choices)));
            }
            253 => {
                read_text(apptunnel_route_host(state.route.pick(choices)));
            }
            254 => {
                black_box(apptunnel_route_port(state.route.pick(choices)));
            }
            255 => {
                read_text(apptunnel_route_text(state.route.pick(choices)));
            }
            256 => {
                let mut out = null_mut();
                let mut error = null_mut();
                answered(apptunnel_route_json(state.route.pick(choices), &raw mut out, &raw mut error), error);
                state.string.keep(out, choices);
                state.error.keep(error, choices);
            }
            257 => {
                apptunnel_route_free(state.route.take(choices));
            }
            258 => {
                black_box(apptunnel_rule_count());
            }
            259 => {
                let code = choices.bytes();
                black_box(apptunnel_rule_find(code.as_ptr().cast(), code.len()));
            }
            260 => {
                read_text(apptunnel_rule_code(choices.integer::<usize>()));
            }
            261 => {
                read_text(apptunnel_rule_section(choices.integer::<usize>()));
            }
            262 => {
                black_box(apptunnel_rule_severity(choices.integer::<usize>()));
            }
            263 => {
                read_text(apptunnel_rule_basis(choices.integer::<usize>()));
            }
            264 => {
                read_text(apptunnel_rule_certainty(choices.integer::<usize>()));
            }
            265 => {
                read_text(apptunnel_rule_summary(choices.integer::<usize>()));
            }
            266 => {
                read_text(apptunnel_rule_remedy(choices.integer::<usize>()));
            }
            267 => {
                read_text(apptunnel_rule_reference(choices.integer::<usize>()));
            }
            268 => {
                read_text(apptunnel_rule_apple_scope(choices.integer::<usize>()));
            }
            269 => {
                read_text(apptunnel_rule_apple_cut_off(choices.integer::<usize>()));
            }
            270 => {
                read_text(apptunnel_rule_apple_since(choices.integer::<usize>()));
            }
            271 => {
                read_text(apptunnel_rule_apple_key(choices.integer::<usize>()));
            }
            272 => {
                read_text(apptunnel_rule_apple_class(choices.integer::<usize>()));
            }
            273 => {
                black_box(apptunnel_rule_apple_os_status(choices.integer::<usize>()));
            }
            274 => {
                read_text(apptunnel_rule_apple_os_status_name(choices.integer::<usize>()));
            }
            275 => {
                black_box(apptunnel_rule_apple_cssm(choices.integer::<usize>()));
            }
            276 => {
                let mut out = null_mut();
                let mut error = null_mut();
                answered(apptunnel_rule_catalogue_json(&raw mut out, &raw mut error), error);
                state.string.keep(out, choices);
                state.error.keep(error, choices);
            }
            277 => {
                let others = state.certificate.array(choices);
                let mut out = null_mut();
                let mut error = null_mut();
                answered(
                    apptunnel_certificate_pair_new(
                        state.certificate.pick(choices),
                        others.as_ptr(),
                        others.len(),
                        &raw mut out,
                        &raw mut error,
                    ),
                    error,
                );
                state.certificate_pair.keep(out, choices);
                state.error.keep(error, choices);
            }
            278 => {
                let profile = choices.bytes();
                let mut out = null_mut();
                let mut error = null_mut();
                answered(
                    apptunnel_fleet_certificate_pair(
                        state.fleet.pick(choices),
                        profile.as_ptr().cast(),
                        profile.len(),
                        &raw mut out,
                        &raw mut error,
                    ),
                    error,
                );
                state.certificate_pair.keep(out, choices);
                state.error.keep(error, choices);
            }
            279 => {
                let others = state.certificate.array(choices);
                let mut error = null_mut();
                answered(
                    apptunnel_certificate_pair_set_reserve(
                        state.certificate_pair.pick(choices),
                        state.certificate.pick(choices),
                        others.as_ptr(),
                        others.len(),
                        &raw mut error,
                    ),
                    error,
                );
                state.error.keep(error, choices);
            }
            280 => {
                let mut error = null_mut();
                answered(
                    apptunnel_certificate_pair_set_reserve_before_primary(
                        state.certificate_pair.pick(choices),
                        choices.is_set(),
                        &raw mut error,
                    ),
                    error,
                );
                state.error.keep(error, choices);
            }
            281 => {
                let mut error = null_mut();
                answered(
                    apptunnel_certificate_pair_add_anchor(
                        state.certificate_pair.pick(choices),
                        state.certificate.pick(choices),
                        choices.integer::<u32>(),
                        &raw mut error,
                    ),
                    error,
                );
                state.error.keep(error, choices);
            }
            282 => {
                let mut error = null_mut();
                answered(
                    apptunnel_certificate_pair_clear_anchors(state.certificate_pair.pick(choices), &raw mut error),
                    error,
                );
                state.error.keep(error, choices);
            }
            283 => {
                let name = choices.bytes();
                let mut error = null_mut();
                answered(
                    apptunnel_certificate_pair_set_server_name(
                        state.certificate_pair.pick(choices),
                        name.as_ptr().cast(),
                        name.len(),
                        &raw mut error,
                    ),
                    error,
                );
                state.error.keep(error, choices);
            }
            284 => {
                let release = choices.bytes();
                let mut error = null_mut();
                answered(
                    apptunnel_certificate_pair_set_release(
                        state.certificate_pair.pick(choices),
                        release.as_ptr().cast(),
                        release.len(),
                        &raw mut error,
                    ),
                    error,
                );
                state.error.keep(error, choices);
            }
            285 => {
                let mut error = null_mut();
                answered(
                    apptunnel_certificate_pair_set_budget(
                        state.certificate_pair.pick(choices),
                        state.budget.pick(choices),
                        &raw mut error,
                    ),
                    error,
                );
                state.error.keep(error, choices);
            }
            286 => {
                apptunnel_certificate_pair_free(state.certificate_pair.take(choices));
            }
            287 => {
                black_box(apptunnel_certificate_pair_shown(
                    state.certificate_pair.pick(choices),
                    choices.integer::<i64>(),
                ));
            }
            288 => {
                black_box(apptunnel_certificate_pair_is_valid(
                    state.certificate_pair.pick(choices),
                    choices.integer::<i64>(),
                ));
            }
            289 => {
                black_box(apptunnel_certificate_pair_reason(
                    state.certificate_pair.pick(choices),
                    choices.integer::<i64>(),
                ));
            }
            290 => {
                let mut out = Default::default();
                let mut error = null_mut();
                answered(
                    apptunnel_certificate_pair_next_transition(
                        state.certificate_pair.pick(choices),
                        choices.integer::<i64>(),
                        &raw mut out,
                        &raw mut error,
                    ),
                    error,
                );
                state.error.keep(error, choices);
            }
            291 => {
                black_box(apptunnel_certificate_pair_coverage_gap(state.certificate_pair.pick(choices)));
            }
            292 => {
                let mut out = null_mut();
                let mut error = null_mut();
                answered(
                    apptunnel_certificate_pair_pinned_set(
                        state.certificate_pair.pick(choices),
                        &raw mut out,
                        &raw mut error,
                    ),
                    error,
                );
                state.text_list.keep(out, choices);
                state.error.keep(error, choices);
            }
            293 => {
                let mut out = Default::default();
                let mut error = null_mut();
                answered(
                    apptunnel_certificate_pair_outage_at(
                        state.certificate_pair.pick(choices),
                        choices.integer::<i64>(),
                        &raw mut out,
                        &raw mut error,
                    ),
                    error,
                );
                state.error.keep(error, choices);
            }
            294 => {
                let mut out = Default::default();
                let mut error = null_mut();
                answered(
                    apptunnel_certificate_pair_days_until_outage(
                        state.certificate_pair.pick(choices),
                        choices.integer::<i64>(),
                        &raw mut out,
                        &raw mut error,
                    ),
                    error,
                );
                state.error.keep(error, choices);
            }
            295 => {
                let selection = choices.bytes();
                let pointer = choices.bytes();
                let mut out = null_mut();
                let mut error = null_mut();
                answered(
                    apptunnel_certificate_pair_check(
                        state.certificate_pair.pick(choices),
                        selection.as_ptr().cast(),
                        selection.len(),
                        pointer.as_ptr().cast(),
                        pointer.len(),
                        choices.integer::<i64>(),
                        &raw mut out,
                        &raw mut error,
                    ),
                    error,
                );
                state.report.keep(out, choices);
                state.error.keep(error, choices);
            }
            296 => {
                let made = apptunnel_forecast_options_new();
                state.forecast_options.keep(made, choices);
            }
            297 => {
                let days = choices.integers::<u32>();
                let mut error = null_mut();
                answered(
                    apptunnel_forecast_options_set_notices(
                        state.forecast_options.pick(choices),
                        days.as_ptr(),
                        days.len(),
                        choices.is_set(),
                        &raw mut error,
                    ),
                    error,
                );
                state.error.keep(error, choices);
            }
            298 => {
                let der = choices.bytes();
                let mut error = null_mut();
                answered(
                    apptunnel_forecast_options_add_crl(
                        state.forecast_options.pick(choices),
                        der.as_ptr().cast(),
                        der.len(),
                        &raw mut error,
                    ),
                    error,
                );
                state.error.keep(error, choices);
            }
            299 => {
                apptunnel_forecast_options_free(state.forecast_options.take(choices));
            }
            300 => {
                let mut out = null_mut();
                let mut error = null_mut();
                answered(
                    apptunnel_certificate_pair_forecast(
                        state.certificate_pair.pick(choices),
                        choices.integer::<i64>(),
                        choices.integer::<i64>(),
                        state.forecast_options.pick(choices),
                        &raw mut out,
                        &raw mut error,
                    ),
                    error,
                );
                state.string.keep(out, choices);
                state.error.keep(error, choices);
            }
            301 => {
                read_text(apptunnel_string_text(state.string.pick(choices)));
            }
            302 => {
                apptunnel_string_free(state.string.take(choices));
            }
            303 => {
                black_box(apptunnel_text_list_count(state.text_list.pick(choices)));
            }
            304 => {
                read_text(apptunnel_text_list_text(state.text_list.pick(choices), choices.integer::<usize>()));
            }
            305 => {
                apptunnel_text_list_free(state.text_list.take(choices));
            }
            306 => {
                black_box(apptunnel_tls_version_count());
            }
            307 => {
                read_text(apptunnel_tls_version_name(choices.integer::<usize>()));
            }
            308 => {
                read_text(apptunnel_tls_version_strength(choices.integer::<usize>()));
            }
            309 => {
                read_text(apptunnel_tls_version_reason(choices.integer::<usize>()));
            }
            310 => {
                let name = choices.bytes();
                black_box(apptunnel_tls_version_find(name.as_ptr().cast(), name.len()));
            }
            311 => {
                black_box(apptunnel_tls_group_count());
            }
            312 => {
                black_box(apptunnel_tls_group(choices.integer::<usize>()));
            }
            313 => {
                read_text(apptunnel_tls_group_name(choices.integer::<u16>()));
            }
            314 => {
                let name = choices.bytes();
                black_box(apptunnel_tls_group_find(name.as_ptr().cast(), name.len()));
            }
            315 => {
                read_text(apptunnel_tls_signature_scheme_name(choices.integer::<u16>()));
            }
            316 => {
                black_box(apptunnel_tls_client_count());
            }
            317 => {
                let id = choices.bytes();
                black_box(apptunnel_tls_client_find(id.as_ptr().cast(), id.len()));
            }
            318 => {
                read_text(apptunnel_tls_client_id(choices.integer::<usize>()));
            }
            319 => {
                read_text(apptunnel_tls_client_releases(choices.integer::<usize>()));
            }
            320 => {
                read_text(apptunnel_tls_client_application(choices.integer::<usize>()));
            }
            321 => {
                read_text(apptunnel_tls_client_key_usage_check(choices.integer::<usize>()));
            }
            322 => {
                read_text(apptunnel_tls_client_certainty(choices.integer::<usize>()));
            }
            323 => {
                read_text(apptunnel_tls_client_source(choices.integer::<usize>()));
            }
            324 => {
                black_box(apptunnel_tls_client_version_count(choices.integer::<usize>()));
            }
            325 => {
                read_text(apptunnel_tls_client_version(choices.integer::<usize>(), choices.integer::<usize>()));
            }
            326 => {
                black_box(apptunnel_tls_client_suite_count(choices.integer::<usize>()));
            }
            327 => {
                black_box(apptunnel_tls_client_suite(choices.integer::<usize>(), choices.integer::<usize>()));
            }
            328 => {
                black_box(apptunnel_tls_client_group_count(choices.integer::<usize>()));
            }
            329 => {
                black_box(apptunnel_tls_client_group(choices.integer::<usize>(), choices.integer::<usize>()));
            }
            330 => {
                black_box(apptunnel_tls_client_signature_count(choices.integer::<usize>()));
            }
            331 => {
                black_box(apptunnel_tls_client_signature(choices.integer::<usize>(), choices.integer::<usize>()));
            }
            332 => {
                black_box(apptunnel_handshake_matrix_is_connected(
                    state.handshake_matrix.pick(choices),
                    choices.integer::<usize>(),
                ));
            }
            333 => {
                read_text(apptunnel_handshake_matrix_version(
                    state.handshake_matrix.pick(choices),
                    choices.integer::<usize>(),
                ));
            }
            334 => {
                black_box(apptunnel_handshake_matrix_suite(
                    state.handshake_matrix.pick(choices),
                    choices.integer::<usize>(),
                ));
            }
            335 => {
                black_box(apptunnel_handshake_matrix_group(
                    state.handshake_matrix.pick(choices),
                    choices.integer::<usize>(),
                ));
            }
            336 => {
                black_box(apptunnel_handshake_matrix_signature(
                    state.handshake_matrix.pick(choices),
                    choices.integer::<usize>(),
                ));
            }
            337 => {
                read_text(apptunnel_handshake_matrix_failure_code(
                    state.handshake_matrix.pick(choices),
                    choices.integer::<usize>(),
                ));
            }
            338 => {
                read_text(apptunnel_handshake_matrix_failure_certainty(
                    state.handshake_matrix.pick(choices),
                    choices.integer::<usize>(),
                ));
            }
            339 => {
                read_text(apptunnel_handshake_matrix_failure_message(
                    state.handshake_matrix.pick(choices),
                    choices.integer::<usize>(),
                ));
            }
            340 => {
                let lent = apptunnel_handshake_matrix_report(state.handshake_matrix.pick(choices));
                read_text(apptunnel_report_json(lent));
                read_text(apptunnel_report_text(lent));
            }
            341 => {
                read_text(apptunnel_handshake_matrix_json(state.handshake_matrix.pick(choices)));
            }
            342 => {
                read_text(apptunnel_handshake_matrix_text(state.handshake_matrix.pick(choices)));
            }
            343 => {
                apptunnel_handshake_matrix_free(state.handshake_matrix.take(choices));
            }
            344 => {
                let made = apptunnel_tls_server_new();
                state.tls_server.keep(made, choices);
            }
            345 => {
                let selection = choices.bytes();
                let mut error = null_mut();
                answered(
                    apptunnel_tls_server_set_selection(
                        state.tls_server.pick(choices),
                        selection.as_ptr().cast(),
                        selection.len(),
                        &raw mut error,
                    ),
                    error,
                );
                state.error.keep(error, choices);
            }
            346 => {
                let version = choices.bytes();
                let mut error = null_mut();
                answered(
                    apptunnel_tls_server_add_protocol(
                        state.tls_server.pick(choices),
                        version.as_ptr().cast(),
                        version.len(),
                        &raw mut error,
                    ),
                    error,
                );
                state.error.keep(error, choices);
            }
            347 => {
                let mut error = null_mut();
                answered(
                    apptunnel_tls_server_add_suite(
                        state.tls_server.pick(choices),
                        choices.integer::<u16>(),
                        &raw mut error,
                    ),
                    error,
                );
                state.error.keep(error, choices);
            }
            348 => {
                let mut error = null_mut();
                answered(apptunnel_tls_server_select_strong(state.tls_server.pick(choices), &raw mut error), error);
                state.error.keep(error, choices);
            }
            349 => {
                let key_type = choices.bytes();
                let mut error = null_mut();
                answered(
                    apptunnel_tls_server_set_key_type(
                        state.tls_server.pick(choices),
                        key_type.as_ptr().cast(),
                        key_type.len(),
                        &raw mut error,
                    ),
                    error,
                );
                state.error.keep(error, choices);
            }
            350 => {
                let mut error = null_mut();
                answered(
                    apptunnel_tls_server_set_leaf(
                        state.tls_server.pick(choices),
                        state.certificate.pick(choices),
                        &raw mut error,
                    ),
                    error,
                );
                state.error.keep(error, choices);
            }
            351 => {
                let mut error = null_mut();
                answered(
                    apptunnel_tls_server_add_group(
                        state.tls_server.pick(choices),
                        choices.integer::<u16>(),
                        &raw mut error,
                    ),
                    error,
                );
                state.error.keep(error, choices);
            }
            352 => {
                let mut error = null_mut();
                answered(
                    apptunnel_tls_server_set_preference(
                        state.tls_server.pick(choices),
                        choices.integer::<u32>(),
                        &raw mut error,
                    ),
                    error,
                );
                state.error.keep(error, choices);
            }
            353 => {
                let mut out = null_mut();
                let mut error = null_mut();
                answered(
                    apptunnel_tls_server_selection_json(state.tls_server.pick(choices), &raw mut out, &raw mut error),
                    error,
                );
                state.string.keep(out, choices);
                state.error.keep(error, choices);
            }
            354 => {
                let mut out = null_mut();
                let mut error = null_mut();
                answered(
                    apptunnel_tls_server_check(state.tls_server.pick(choices), &raw mut out, &raw mut error),
                    error,
                );
                state.report.keep(out, choices);
                state.error.keep(error, choices);
            }
            355 => {
                let mut out = null_mut();
                let mut error = null_mut();
                answered(
                    apptunnel_tls_server_advice(state.tls_server.pick(choices), &raw mut out, &raw mut error),
                    error,
                );
                state.report.keep(out, choices);
                state.error.keep(error, choices);
            }
            356 => {
                let mut out = null_mut();
                let mut error = null_mut();
                answered(
                    apptunnel_tls_server_negotiate(state.tls_server.pick(choices), &raw mut out, &raw mut error),
                    error,
                );
                state.handshake_matrix.keep(out, choices);
                state.error.keep(error, choices);
            }
            357 => {
                apptunnel_tls_server_free(state.tls_server.take(choices));
            }
            358 => {
                black_box(apptunnel_tls_suite_count());
            }
            359 => {
                black_box(apptunnel_tls_suite(choices.integer::<usize>()));
            }
            360 => {
                let name = choices.bytes();
                black_box(apptunnel_tls_suite_find(name.as_ptr().cast(), name.len()));
            }
            361 => {
                read_text(apptunnel_tls_suite_name(choices.integer::<u16>()));
            }
            362 => {
                read_text(apptunnel_tls_suite_openssl_name(choices.integer::<u16>()));
            }
            363 => {
                read_text(apptunnel_tls_suite_first_version(choices.integer::<u16>()));
            }
            364 => {
                read_text(apptunnel_tls_suite_last_version(choices.integer::<u16>()));
            }
            365 => {
                read_text(apptunnel_tls_suite_key_exchange(choices.integer::<u16>()));
            }
            366 => {
                read_text(apptunnel_tls_suite_authentication(choices.integer::<u16>()));
            }
            367 => {
                read_text(apptunnel_tls_suite_cipher(choices.integer::<u16>()));
            }
            368 => {
                read_text(apptunnel_tls_suite_mac(choices.integer::<u16>()));
            }
            369 => {
                read_text(apptunnel_tls_suite_strength(choices.integer::<u16>()));
            }
            370 => {
                read_text(apptunnel_tls_suite_reason(choices.integer::<u16>()));
            }
            371 => {
                black_box(apptunnel_tls_suite_is_forward_secret(choices.integer::<u16>()));
            }
            372 => {
                let key_type = choices.bytes();
                black_box(apptunnel_tls_suite_fits(choices.integer::<u16>(), key_type.as_ptr().cast(), key_type.len()));
            }
            373 => {
                let made = apptunnel_upload_options_new();
                state.upload_options.keep(made, choices);
            }
            374 => {
                let mut error = null_mut();
                answered(
                    apptunnel_upload_options_set_store(
                        state.upload_options.pick(choices),
                        choices.integer::<u32>(),
                        &raw mut error,
                    ),
                    error,
                );
                state.error.keep(error, choices);
            }
            375 => {
                let name = choices.bytes();
                let mut error = null_mut();
                answered(
                    apptunnel_upload_options_set_server_name(
                        state.upload_options.pick(choices),
                        name.as_ptr().cast(),
                        name.len(),
                        &raw mut error,
                    ),
                    error,
                );
                state.error.keep(error, choices);
            }
            376 => {
                let mut error = null_mut();
                answered(
                    apptunnel_upload_options_set_expires_within_days(
                        state.upload_options.pick(choices),
                        choices.integer::<u32>(),
                        &raw mut error,
                    ),
                    error,
                );
                state.error.keep(error, choices);
            }
            377 => {
                let release = choices.bytes();
                let mut error = null_mut();
                answered(
                    apptunnel_upload_options_set_release(
                        state.upload_options.pick(choices),
                        release.as_ptr().cast(),
                        release.len(),
                        &raw mut error,
                    ),
                    error,
                );
                state.error.keep(error, choices);
            }
            378 => {
                let mut error = null_mut();
                answered(
                    apptunnel_upload_options_set_origin(
                        state.upload_options.pick(choices),
                        choices.integer::<u32>(),
                        &raw mut error,
                    ),
                    error,
                );
                state.error.keep(error, choices);
            }
            379 => {
                let mut error = null_mut();
                answered(
                    apptunnel_upload_options_set_budget(
                        state.upload_options.pick(choices),
                        state.budget.pick(choices),
                        &raw mut error,
                    ),
                    error,
                );
                state.error.keep(error, choices);
            }
            380 => {
                let mut error = null_mut();
                answered(
                    apptunnel_upload_options_add_anchor(
                        state.upload_options.pick(choices),
                        state.certificate.pick(choices),
                        &raw mut error,
                    ),
                    error,
                );
                state.error.keep(error, choices);
            }
            381 => {
                let mut error = null_mut();
                answered(
                    apptunnel_upload_options_add_anchors(
                        state.upload_options.pick(choices),
                        state.bundle.pick(choices),
                        &raw mut error,
                    ),
                    error,
                );
                state.error.keep(error, choices);
            }
            382 => {
                apptunnel_upload_options_free(state.upload_options.take(choices));
            }
            383 => {
                let mut out = null_mut();
                let mut error = null_mut();
                answered(
                    apptunnel_upload_check(
                        state.bundle.pick(choices),
                        state.upload_options.pick(choices),
                        choices.integer::<i64>(),
                        &raw mut out,
                        &raw mut error,
                    ),
                    error,
                );
                state.report.keep(out, choices);
                state.error.keep(error, choices);
            }
            384 => {
                let mut out = null_mut();
                let mut error = null_mut();
                answered(
                    apptunnel_upload_matrix(
                        state.bundle.pick(choices),
                        state.upload_options.pick(choices),
                        choices.integer::<i64>(),
                        &raw mut out,
                        &raw mut error,
                    ),
                    error,
                );
                state.string.keep(out, choices);
                state.error.keep(error, choices);
            }
            385 => {
                black_box(apptunnel_version());
            }
            386 => {
                black_box(apptunnel_abi_version());
            }
            _ => {}
        }
    }
}

/// Reads an error, which has this status.
///
/// # Safety
/// `error` is NULL or live.
pub unsafe fn read_error(error: Handle, status: u32) {
    // SAFETY: as for this function.
    unsafe {
        assert!(error.is_null() || apptunnel_error_status(error) == status);
        read_text(apptunnel_error_kind(error));
        read_text(apptunnel_error_message(error));
        read_text(apptunnel_report_json(apptunnel_error_report(error)));
    }
}
