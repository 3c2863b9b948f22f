//! dNSName: host names, and the subtrees below one.

/// Longest host name as text: 255 octets on the wire (RFC 1035 section 2.3.4).
const MAX_HOST: usize = 253;

/// A host name in the preferred name syntax of RFC 1034, where `_` is tolerated as every TLS client does.
pub(super) fn is_host(text: &str) -> bool {
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
    };
    text.len() <= MAX_HOST && text.split('.').all(is_label)
}

/// A host name, or `*` in place of its leftmost label.
pub(super) fn is_name(text: &str) -> bool {
    is_host(text.strip_prefix("*.").unwrap_or(text))
}

/// What a subtree may be: a host name, or nothing, which is everything. RFC 5280 knows no leading dot.
pub(super) fn is_subtree(text: &str, leading_dot: bool) -> bool {
    let host = if leading_dot { text.strip_prefix('.').unwrap_or(text) } else { text };
    text.is_empty() || is_host(host)
}

/// RFC 5280 section 4.2.1.10: "Any DNS name that can be constructed by simply adding zero or more labels to the
/// left-hand side of the name satisfies the name constraint." After a leading dot at least one label is added.
///
/// A wildcard is within a subtree if all it stands for is.
pub(super) fn is_within(name: &str, subtree: &str) -> bool {
    let Some((added, end)) =
        name.len().checked_sub(subtree.len()).and_then(|added| name.as_bytes().split_at_checked(added))
    else {
        return false;
    };
    end.eq_ignore_ascii_case(subtree.as_bytes())
        && (added.is_empty() || subtree.is_empty() || subtree.starts_with('.') || added.ends_with(b"."))
}

/// Whether the name, or one that it stands for as a wildcard, is within the subtree: `*.example.com` may be
/// `foo.example.com`, so a CA that must not issue for the one must not issue the other. It is never
/// `a.foo.example.com`: a wildcard stands for one label.
pub(super) fn may_be_within(name: &str, subtree: &str) -> bool {
    let stands_for_subtree = || {
        let base = name.strip_prefix("*.");
        let parent = subtree.split_once('.').map(|(_, parent)| parent);
        base.zip(parent).is_some_and(|(base, parent)| base.eq_ignore_ascii_case(parent))
    };
    is_within(name, subtree) || stands_for_subtree()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subtree_holds_the_name_and_all_below() {
        for (name, subtree, expected) in [
            ("example.com", "example.com", true),
            ("EXAMPLE.com", "example.COM", true),
            ("a.b.example.com", "example.com", true),
            ("badexample.com", "example.com", false),
            ("example.com", "a.example.com", false),
            ("example.org", "example.com", false),
            ("example.com", "", true),
            ("a.example.com", ".example.com", true),
            ("example.com", ".example.com", false),
            ("*.example.com", "example.com", true),
            ("*.example.com", "foo.example.com", false),
            ("*.example.com", ".example.com", true),
        ] {
            assert_eq!(is_within(name, subtree), expected, "{name} in {subtree}");
        }
    }

    #[test]
    fn a_wildcard_may_be_any_name_one_label_longer() {
        for (name, subtree, expected) in [
            ("*.example.com", "foo.example.com", true),
            ("*.Example.com", "foo.eXample.com", true),
            ("*.example.com", "example.com", true),
            ("*.example.com", "a.foo.example.com", false),
            ("*.example.com", ".foo.example.com", false),
            ("*.example.com", "foo.example.org", false),
            ("*.foo.example.com", "foo.example.com", true),
            ("bar.example.com", "foo.example.com", false),
            ("example.com", "foo.example.com", false),
        ] {
            assert_eq!(may_be_within(name, subtree), expected, "{name} and {subtree}");
        }
    }

    #[test]
    fn only_host_names_are_taken() {
        let long_label = "a".repeat(64);
        let longest = format!("{}a", "a.".repeat(126));
        for good in ["a", "example.com", "xn--a.example", "_a.b-c.example", "127.0.0.1", &longest] {
            assert!(is_host(good) && is_name(good), "{good}");
        }
        for bad in [
            "",
            ".",
            "a.",
            ".a",
            "a..b",
            "-a",
            "a-.b",
            "a b",
            "bü.example",
            "a@b",
            &long_label,
            &format!("a.{longest}"),
        ] {
            assert!(!is_host(bad) && !is_name(bad), "{bad}");
        }
        assert!(is_name("*.example.com") && !is_host("*.example.com"));
        for bad in ["*", "*.", "a*.example.com", "a.*.com", "*.*.com"] {
            assert!(!is_name(bad), "{bad}");
        }
    }

    #[test]
    fn a_leading_dot_is_a_choice_and_a_wildcard_is_none() {
        assert!(is_subtree("", false) && is_subtree("example.com", false));
        assert!(!is_subtree(".example.com", false) && is_subtree(".example.com", true));
        for bad in ["*.example.com", "example.com.", ".", "..example.com"] {
            assert!(!is_subtree(bad, true), "{bad}");
        }
    }
}
