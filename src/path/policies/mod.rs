//! Certificate policies along one chain: the part of RFC 5280 section 6.1 that deals with them, as RFC 9618 updates it.
//!
//! Names, keys, signatures and dates are for others, and so is what a failure means to a rule set.

mod extensions;
mod failure;
mod graph;
mod id;
mod inputs;
mod rules;
#[cfg(test)]
mod tests;

pub(crate) use failure::{PolicyExtension, PolicyFailure};
pub use id::{PolicyId, PolicyIdError};
pub use inputs::{InitialPolicies, PolicyInputs};
pub(crate) use rules::PolicyRules;

use std::collections::BTreeSet;

use crate::Certificate;
use extensions::PolicyExtensions;
use graph::{PolicyGraph, TooManyNodes};
use id::ANY_POLICY;

/// Processes the policies of a chain, and tells the policies it is valid for in the sense of the anchor.
///
/// The chain runs from the certificate that the anchor signed down to the leaf: the anchor is not among them, and its
/// policy constraints do not count. `self_issued` tells whether subject and issuer of a certificate are the same name.
///
/// `anchor` is a certificate of the anchor whose policy constraints count, as RFC 5937 section 3.2 has it. One that names
/// policies itself is put at the head of the chain instead.
///
/// Returns the user-constrained-policy-set, which has anyPolicy in it if every policy is valid. It may be empty, where no
/// policy is required.
pub(crate) fn evaluate(
    chain: &[&Certificate],
    self_issued: impl Fn(&Certificate) -> bool,
    inputs: &PolicyInputs,
    rules: &PolicyRules,
    anchor: Option<&Certificate>,
) -> Result<BTreeSet<PolicyId>, PolicyFailure> {
    // Nothing is required then, and nothing is valid.
    if !inputs.explicit && !chain.is_empty() && !chain.iter().copied().chain(anchor).any(PolicyExtensions::are_in) {
        return Ok(BTreeSet::new());
    }
    let mut state = State::new(chain.len(), inputs, rules);
    if let Some(anchor) = anchor {
        state.count(0, &PolicyExtensions::read(anchor, 0, rules)?, true);
        state.required_by = None;
    }
    for (index, certificate) in chain.iter().enumerate() {
        let extensions = PolicyExtensions::read(certificate, index, rules)?;
        if index + 1 < chain.len() {
            let self_issued = self_issued(certificate);
            state.process(index, &extensions, self_issued)?;
            state.map(index, &extensions, rules)?;
            state.count(index, &extensions, self_issued);
        } else {
            // Step (d)(2)(b) leaves the leaf out: there being self-issued does not help.
            state.process(index, &extensions, false)?;
            state.wrap_up(index, &extensions);
        }
    }
    state.user_constrained(chain.len().saturating_sub(1), &inputs.initial)
}

/// The state variables of RFC 5280 section 6.1.2.
struct State<'a> {
    /// (a) valid_policy_tree, as RFC 9618 has it.
    graph: PolicyGraph<'a>,
    /// (d) explicit_policy: certificates until a policy is required.
    explicit_policy: usize,
    /// (e) inhibit_anyPolicy: certificates until anyPolicy stands for nothing.
    inhibit_any_policy: usize,
    /// (f) policy_mapping: certificates until none may map.
    policy_mapping: usize,
    /// The certificate that set explicit_policy.
    required_by: Option<usize>,
    /// The certificate that made the graph NULL.
    lost_at: Option<usize>,
}

impl<'a> State<'a> {
    fn new(certificates: usize, inputs: &PolicyInputs, rules: &PolicyRules) -> Self {
        let unless = |flag: bool| if flag { 0 } else { certificates.saturating_add(1) };
        Self {
            graph: PolicyGraph::new(rules.nodes),
            explicit_policy: unless(inputs.explicit),
            inhibit_any_policy: unless(inputs.inhibit_any),
            policy_mapping: unless(inputs.inhibit_mapping),
            required_by: None,
            lost_at: None,
        }
    }

    /// Section 6.1.3 (d) to (f).
    fn process(
        &mut self,
        index: usize,
        extensions: &PolicyExtensions<'a>,
        self_issued: bool,
    ) -> Result<(), PolicyFailure> {
        let any_policy_allowed = self.inhibit_any_policy > 0 || self_issued;
        self.graph.add_depth(extensions.policies.as_ref(), any_policy_allowed).map_err(spent_at(index))?;
        self.note_loss(index);
        if self.explicit_policy > 0 || !self.graph.is_null() { Ok(()) } else { Err(self.no_valid_policy(index)) }
    }

    /// Section 6.1.4 (a) and (b).
    fn map(
        &mut self,
        index: usize,
        extensions: &PolicyExtensions<'a>,
        rules: &PolicyRules,
    ) -> Result<(), PolicyFailure> {
        if extensions.mappings.iter().any(|(issuer, subject)| *issuer == ANY_POLICY || *subject == ANY_POLICY) {
            return Err(PolicyFailure::MapsAnyPolicy { index });
        }
        if extensions.mappings.len() > rules.mappings {
            return Err(PolicyFailure::BudgetSpent { index });
        }
        let mappings = extensions.mappings.iter().copied().collect();
        if self.policy_mapping > 0 {
            self.graph.map(&mappings).map_err(spent_at(index))?;
        } else {
            self.graph.delete_mapped(&mappings);
            self.note_loss(index);
        }
        Ok(())
    }

    /// Section 6.1.4 (h) to (j).
    fn count(&mut self, index: usize, extensions: &PolicyExtensions<'_>, self_issued: bool) {
        if !self_issued {
            self.explicit_policy = self.explicit_policy.saturating_sub(1);
            self.policy_mapping = self.policy_mapping.saturating_sub(1);
            self.inhibit_any_policy = self.inhibit_any_policy.saturating_sub(1);
        }
        if let Some(skip) = extensions.require_explicit_policy
            && skip < self.explicit_policy
        {
            self.explicit_policy = skip;
            self.required_by = Some(index);
        }
        let lower = |counter: &mut usize, skip: Option<usize>| *counter = skip.map_or(*counter, |it| it.min(*counter));
        lower(&mut self.policy_mapping, extensions.inhibit_policy_mapping);
        lower(&mut self.inhibit_any_policy, extensions.inhibit_any_policy);
    }

    /// Section 6.1.5 (a) and (b). Counts down for a self-issued leaf too.
    fn wrap_up(&mut self, index: usize, extensions: &PolicyExtensions<'_>) {
        self.explicit_policy = self.explicit_policy.saturating_sub(1);
        if extensions.require_explicit_policy == Some(0) && self.explicit_policy > 0 {
            self.explicit_policy = 0;
            self.required_by = Some(index);
        }
    }

    /// Section 6.1.5 (g) and what follows it.
    fn user_constrained(&self, leaf: usize, initial: &InitialPolicies) -> Result<BTreeSet<PolicyId>, PolicyFailure> {
        let authority = self.graph.authority_constrained();
        let user: BTreeSet<PolicyId> = match initial {
            InitialPolicies::Only(initial) if !initial.iter().any(PolicyId::is_any_policy) => {
                let any_policy = authority.contains(ANY_POLICY);
                initial.iter().filter(|it| any_policy || authority.contains(it.content())).cloned().collect()
            }
            _ => authority.into_iter().map(PolicyId::from_content).collect(),
        };
        if self.explicit_policy > 0 || !user.is_empty() { Ok(user) } else { Err(self.no_valid_policy(leaf)) }
    }

    fn note_loss(&mut self, index: usize) {
        if self.lost_at.is_none() && self.graph.is_null() {
            self.lost_at = Some(index);
        }
    }

    fn no_valid_policy(&self, index: usize) -> PolicyFailure {
        PolicyFailure::NoValidPolicy { index, lost_at: self.lost_at, required_by: self.required_by }
    }
}

fn spent_at(index: usize) -> impl Fn(TooManyNodes) -> PolicyFailure {
    move |TooManyNodes| PolicyFailure::BudgetSpent { index }
}
