//! uniformResourceIdentifier: constraints apply to the host.

use super::dns;

/// The host of a URI (RFC 3986 section 3.2.2). `None` unless it has an authority whose host is a domain name: RFC 5280
/// section 4.2.1.10 wants such a certificate rejected.
pub(super) fn host(uri: &str) -> Option<&str> {
    let is_uri = uri.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&byte));
    let (scheme, rest) = uri.split_once(':')?;
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'));
    let authority = rest.strip_prefix("//")?.split(['/', '?', '#']).next()?;
    let without_user = authority.split_once('@').map_or(authority, |(_, host)| host);
    let (host, port) = without_user.split_once(':').unwrap_or((without_user, ""));
    let is_port = port.bytes().all(|byte| byte.is_ascii_digit());
    (is_uri && is_scheme && is_port && is_domain_name(host)).then_some(host)
}

/// What Apple takes for the host: what stands between `://` and the next `:` or `/`, and does not start with a dot.
pub(super) fn host_by_apple(uri: &str) -> Option<&str> {
    let (_, rest) = uri.split_once("://")?;
    rest.split([':', '/']).next().filter(|host| !host.starts_with('.'))
}

/// What a subtree may be: a host, a domain with a leading dot, or nothing, which is everything.
pub(super) fn is_subtree(text: &str) -> bool {
    text.is_empty() || is_domain_name(text.strip_prefix('.').unwrap_or(text))
}

/// RFC 5280 section 4.2.1.10: `.example.com` takes one label or more, `host.example.com` is that host.
pub(super) fn is_within(host: &str, subtree: &str) -> bool {
    if subtree.is_empty() || subtree.starts_with('.') {
        dns::is_within(host, subtree)
    } else {
        host.eq_ignore_ascii_case(subtree)
    }
}

/// A host name that is not an IPv4 address, also not in a form that only some clients read, such as `127.1`.
fn is_domain_name(host: &str) -> bool {
    let last_label = host.rsplit('.').next().unwrap_or_default();
    dns::is_host(host) && !last_label.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_host_is_found() {
        for uri in [
            "https://host.example",
            "https://host.example/",
            "ldap://host.example:389/cn=a?b",
            "https://user:word@host.example:443/a@b",
            "a+b.c-1://host.example?q",
            "https://host.example#f:1",
            "https://host.example:/",
        ] {
            assert_eq!(host(uri), Some("host.example"), "{uri}");
        }
    }

    #[test]
    fn a_uri_without_a_domain_name_has_no_host() {
        for uri in [
            "",
            "host.example",
            "urn:example:a",
            "mailto:a@host.example",
            "https:host.example",
            "https:///path",
            "://host.example",
            "1a://host.example",
            "https://192.0.2.1/",
            "https://127.1/",
            "https://[2001:db8::1]/",
            "https://.host.example/",
            "https://host.example./",
            "https://*.example/",
            "https://a@b@host.example/",
            "https://host.example:a/",
            "https://evil.example\\@host.example/",
            "https://host%2eexample/",
            "https://hü.example/",
            "https://host.example/ a",
        ] {
            assert_eq!(host(uri), None, "{uri}");
        }
    }

    #[test]
    fn a_host_is_itself_and_a_domain_is_all_below() {
        for (host, subtree, expected) in [
            ("host.example.com", "host.example.com", true),
            ("HOST.example.com", "host.EXAMPLE.com", true),
            ("a.host.example.com", "host.example.com", false),
            ("host.example.com", ".example.com", true),
            ("my.host.example.com", ".example.com", true),
            ("example.com", ".example.com", false),
            ("badexample.com", ".example.com", false),
            ("example.com", "", true),
        ] {
            assert_eq!(is_within(host, subtree), expected, "{host} in {subtree}");
        }
    }

    #[test]
    fn subtrees_are_domain_names() {
        assert!(is_subtree("") && is_subtree("example.com") && is_subtree(".example.com"));
        for bad in [".", "*.example.com", "192.0.2.1", "example.com.", "https://example.com", "..a"] {
            assert!(!is_subtree(bad), "{bad}");
        }
    }

    #[test]
    fn apple_reads_hosts_simply() {
        assert_eq!(host_by_apple("https://host.example:443/"), Some("host.example"));
        assert_eq!(host_by_apple("https://192.0.2.1/"), Some("192.0.2.1"));
        assert_eq!(host_by_apple("https://.host.example"), None);
        assert_eq!(host_by_apple("urn:a"), None);
    }
}
