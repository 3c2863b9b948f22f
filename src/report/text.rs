//! A report for people.

use std::fmt;

use crate::printable::instant;

use super::{CertificateSummary, Finding, Report, Role, Severity, Subject, Verdict};

impl fmt::Display for Report {
    /// The chain as a tree, the other certificates, the findings and the verdict.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "Certificates at {}:", instant(Some(self.at)))?;
        let on_chain = self.chain.iter().rev().enumerate();
        for (depth, index) in on_chain {
            self.certificate(f, depth, *index)?;
        }
        let off_chain = (0..self.certificates.len()).filter(|index| !self.chain.contains(index));
        for index in off_chain {
            self.certificate(f, 0, index)?;
        }
        if !self.findings.is_empty() {
            writeln!(f, "\nFindings:")?;
        }
        for finding in &self.findings {
            finding.fmt(f)?;
        }
        let count = |severity, noun| match self.of_severity(severity).count() {
            1 => format!("1 {noun}"),
            count => format!("{count} {noun}s"),
        };
        let verdict = match self.verdict {
            Verdict::Accepted => "accepted",
            Verdict::Refused => "refused",
        };
        let (errors, warnings) = (count(Severity::Error, "error"), count(Severity::Warning, "warning"));
        writeln!(f)?;
        if let Some(apple) = &self.apple {
            writeln!(f, "{apple}")?;
        }
        writeln!(f, "Verdict: {verdict}, with {errors} and {warnings}.")
    }
}

impl Report {
    fn certificate(&self, f: &mut fmt::Formatter<'_>, depth: usize, index: usize) -> fmt::Result {
        let Some(certificate) = self.certificates.get(index) else { return Ok(()) };
        let indent = "   ".repeat(depth);
        let branch = if depth == 0 { "" } else { "└─ " };
        writeln!(
            f,
            "  {}{branch}[{index}] {}: {}",
            indent.get(3..).unwrap_or_default(),
            role(certificate.role),
            name(certificate)
        )?;
        writeln!(
            f,
            "  {indent}    {}, {} to {}",
            certificate.key,
            instant(certificate.not_before),
            instant(certificate.not_after)
        )?;
        writeln!(f, "  {indent}    SHA-256 {}", certificate.sha256)?;
        if certificate.role == Role::Leaf && !certificate.names.is_empty() {
            writeln!(f, "  {indent}    for {}", certificate.names.join(", "))?;
        }
        Ok(())
    }
}

impl fmt::Display for Finding {
    /// Three lines: what was broken, what is wrong, and the way out.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "  {:7} {}", self.severity.as_str(), self.code)?;
        match &self.subject {
            Subject::File => writeln!(f)?,
            Subject::Certificate { index, .. } => writeln!(f, ", certificate [{index}]")?,
            Subject::PrivateKey => writeln!(f, ", private key")?,
            Subject::Block { what } => writeln!(f, ", {what}")?,
            Subject::Field { pointer } => writeln!(f, ", {pointer}")?,
        }
        writeln!(f, "          {}", self.message)?;
        if self.severity != Severity::Info {
            writeln!(f, "          {} ({})", self.remedy, self.reference)?;
        }
        Ok(())
    }
}

fn name(certificate: &CertificateSummary) -> String {
    if certificate.subject.is_empty() { certificate.names.join(", ") } else { certificate.subject.clone() }
}

fn role(role: Role) -> &'static str {
    match role {
        Role::Leaf => "leaf",
        Role::Intermediate => "intermediate",
        Role::Root => "root",
        Role::Duplicate => "duplicate",
        Role::Alternate => "on another chain",
        Role::Unrelated => "not on the chain",
    }
}
