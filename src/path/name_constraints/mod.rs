//! Name constraints on the walk from the anchor to the leaf (RFC 5280 sections 4.2.1.10, 6.1.3 (b) (c) and 6.1.4 (g)).
//!
//! The caller walks, and knows which certificate is the leaf and which is self-issued; here are only names.

mod dialect;
mod dns;
mod email;
mod extension;
mod general_name;
mod ip;
mod presented;
mod subtree;
#[cfg(test)]
mod tests;
mod uri;
mod violation;

pub(crate) use self::dialect::Dialect;
pub(crate) use self::extension::{Malformed, NameConstraintsExtension};
pub(crate) use self::general_name::Form;
use self::general_name::GeneralName;
use self::presented::Names;
use self::subtree::{Presented, Subtree};
use self::violation::BudgetSpent;
pub(crate) use self::violation::{ConstraintsError, Violation};
use crate::Certificate;

/// The constraints of the certificates above one certificate. Borrows from them.
#[derive(Clone, Debug)]
pub(crate) struct NameConstraints<'a> {
    dialect: Dialect,
    /// For each certificate that permits, what it permits: permitted_subtrees is their intersection.
    permitted: Vec<Subtrees<'a>>,
    /// For each certificate that excludes, what it excludes: excluded_subtrees is their union.
    excluded: Vec<Subtrees<'a>>,
}

/// Subtrees, ordered by form.
#[derive(Clone, Debug)]
struct Subtrees<'a>(Vec<Subtree<'a>>);

impl<'a> NameConstraints<'a> {
    /// No constraints yet: everything is permitted and nothing excluded (RFC 5280 section 6.1.1 (h) and (i)).
    pub(crate) fn new(dialect: Dialect) -> Self {
        Self { dialect, permitted: Vec::new(), excluded: Vec::new() }
    }

    /// Adds what a CA certificate permits and excludes, if it has name constraints (RFC 5280 section 6.1.4 (g)).
    /// `index` is how violations name it. Every subtree costs one of the comparisons left.
    ///
    /// # Errors
    /// The constraints cannot be applied. Nothing was added then, with one exception:
    /// [`UnsupportedForm`](ConstraintsError::UnsupportedForm) comes after the other subtrees were added, for a caller
    /// who does not hold it against an anchor.
    pub(crate) fn add(
        &mut self,
        index: usize,
        certificate: &'a Certificate,
        comparisons_left: &mut usize,
    ) -> Result<(), ConstraintsError> {
        let Some(extension) = NameConstraintsExtension::of(certificate)? else { return Ok(()) };
        let mut unsupported = None;
        let mut read = |names: &mut dyn Iterator<Item = Result<GeneralName<'a>, Malformed>>| {
            let mut subtrees = Vec::new();
            for name in names {
                spend(comparisons_left, 1)?;
                let name = name?;
                match Subtree::new(index, name, &self.dialect)? {
                    // RFC 5280 section 4.2.1.10 asks for what cannot be processed only of critical constraints.
                    None if extension.is_critical() => {
                        unsupported.get_or_insert(name.form);
                        if !self.dialect.unsupported_rejects_ca {
                            subtrees.push(Subtree::unsupported(index, name));
                        }
                    }
                    None => {}
                    Some(subtree) => subtrees.push(subtree),
                }
            }
            Ok::<_, ConstraintsError>(subtrees)
        };
        let permitted = read(&mut extension.permitted())?;
        let excluded = read(&mut extension.excluded())?;
        if let Some(max) = self.dialect.max_subtrees
            && self.count().saturating_add(permitted.len()).saturating_add(excluded.len()) > max
        {
            return Err(ConstraintsError::TooManySubtrees(max));
        }
        let permitted = if self.dialect.intersect { permitted } else { self.merged(permitted, comparisons_left)? };
        if !self.dialect.intersect {
            self.permitted.clear();
        }
        self.permitted.extend(Subtrees::new(permitted));
        self.excluded.extend(Subtrees::new(excluded));
        match unsupported {
            Some(form) if self.dialect.unsupported_rejects_ca => Err(ConstraintsError::UnsupportedForm(form)),
            _ => Ok(()),
        }
    }

    /// Whether there are no constraints.
    pub(crate) fn is_empty(&self) -> bool {
        self.permitted.is_empty() && self.excluded.is_empty()
    }

    /// Checks the names of a certificate against all constraints (RFC 5280 section 6.1.3 (b) and (c)). Not to be asked for
    /// a self-issued certificate that is not the leaf.
    ///
    /// Every name is compared with every subtree of its form at most once, and each of that costs one of the comparisons
    /// left, long names more.
    ///
    /// # Errors
    /// The first violation that was found.
    pub(crate) fn check(&self, certificate: &Certificate, comparisons_left: &mut usize) -> Result<(), Violation> {
        if self.is_empty() {
            return Ok(());
        }
        let names = Names::of(certificate).ok_or(Violation::UnreadableNames)?;
        if self.dialect.reject_nameless && !names.has_subject && names.alternative.is_empty() {
            return Err(Violation::Nameless);
        }
        names.subject().into_iter().try_for_each(|name| self.check_name(name, comparisons_left))?;
        if names.alternative.is_empty() || self.dialect.always_subject_email {
            names.subject_emails().try_for_each(|name| self.check_name(name, comparisons_left))?;
        }
        for name in names.alternative() {
            self.check_name(name.ok_or(Violation::UnreadableNames)?, comparisons_left)?;
        }
        Ok(())
    }

    fn check_name(&self, name: GeneralName<'_>, comparisons_left: &mut usize) -> Result<(), Violation> {
        let Some(constraining) =
            self.permitted.iter().chain(&self.excluded).find_map(|subtrees| subtrees.of_form(name.form).first())
        else {
            return Ok(());
        };
        let certificate = constraining.certificate;
        if constraining.is_unsupported() {
            return Err(Violation::UnsupportedForm { name: name.into(), certificate });
        }
        let Some(presented) = Presented::new(name, &self.dialect) else {
            return Err(Violation::InvalidName { name: name.into(), certificate });
        };
        for subtrees in &self.permitted {
            let subtrees = subtrees.of_form(name.form);
            let Some(first) = subtrees.first() else { continue };
            let mut is_permitted = false;
            for subtree in subtrees {
                spend(comparisons_left, cost(&name, subtree))?;
                if subtree.contains(&presented, &self.dialect) {
                    is_permitted = true;
                    break;
                }
            }
            if !is_permitted {
                return Err(Violation::NotPermitted {
                    name: name.into(),
                    certificate: first.certificate,
                    permitted: violation::Permitted::new(subtrees),
                });
            }
        }
        for subtree in self.excluded.iter().flat_map(|subtrees| subtrees.of_form(name.form)) {
            spend(comparisons_left, cost(&name, subtree))?;
            if subtree.touches(&presented, &self.dialect) {
                return Err(Violation::Excluded {
                    name: name.into(),
                    certificate: subtree.certificate,
                    subtree: subtree.name.text(),
                });
            }
        }
        Ok(())
    }

    /// What was permitted so far together with what one more certificate permits, as Apple brings them together
    /// (`SecNameConstraintsIntersectSubtrees`).
    fn merged(&self, new: Vec<Subtree<'a>>, comparisons_left: &mut usize) -> Result<Vec<Subtree<'a>>, BudgetSpent> {
        let mut merged: Vec<Subtree<'a>> =
            self.permitted.iter().flat_map(|subtrees| subtrees.0.iter().cloned()).collect();
        let mut added = Vec::new();
        'new: for subtree in new {
            for earlier in merged.iter_mut().filter(|earlier| earlier.name.form == subtree.name.form) {
                spend(comparisons_left, cost(&subtree.name, earlier))?;
                if earlier.covers(&subtree, &self.dialect) {
                    *earlier = subtree;
                    continue 'new;
                }
                if subtree.covers(earlier, &self.dialect) {
                    continue 'new;
                }
            }
            added.push(subtree);
        }
        merged.append(&mut added);
        Ok(merged)
    }

    fn count(&self) -> usize {
        self.permitted.iter().chain(&self.excluded).map(|subtrees| subtrees.0.len()).sum()
    }
}

impl<'a> Subtrees<'a> {
    /// `None` if there are none.
    fn new(mut subtrees: Vec<Subtree<'a>>) -> Option<Self> {
        subtrees.sort_by_key(|subtree| subtree.name.form);
        (!subtrees.is_empty()).then_some(Self(subtrees))
    }

    fn of_form(&self, form: Form) -> &[Subtree<'a>] {
        let start = self.0.partition_point(|subtree| subtree.name.form < form);
        let end = self.0.partition_point(|subtree| subtree.name.form <= form);
        self.0.get(start..end).unwrap_or_default()
    }
}

/// One for a comparison, and more for names that are longer than names are, so that the time stays in proportion.
fn cost(name: &GeneralName<'_>, subtree: &Subtree<'_>) -> usize {
    1 + name.value.len().min(subtree.name.value.len()) / 64
}

fn spend(comparisons_left: &mut usize, cost: usize) -> Result<(), BudgetSpent> {
    match comparisons_left.checked_sub(cost) {
        Some(left) => {
            *comparisons_left = left;
            Ok(())
        }
        None => {
            // What is refused once stays refused, also for a cheaper comparison.
            *comparisons_left = 0;
            Err(BudgetSpent)
        }
    }
}
