//! How validators differ.

/// How a validator reads and bounds policies, where validators differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PolicyRules {
    /// Nodes in the policy graph, all depths together.
    pub(crate) nodes: usize,
    /// Policies in one certificate.
    pub(crate) policies: usize,
    /// Mappings in one certificate that is not the leaf.
    pub(crate) mappings: usize,
    /// Whether to take a policy that stands twice in one certificate, and to read past a malformed extension that is not
    /// critical as if it were absent.
    pub(crate) tolerant: bool,
}

impl PolicyRules {
    /// RFC 5280 to the letter, with one limit of our own for everything that can be many.
    pub(crate) fn rfc5280(max_nodes: usize) -> Self {
        Self { nodes: max_nodes, policies: max_nodes, mappings: max_nodes, tolerant: false }
    }

    /// The same rules with this limit on nodes, if it is lower.
    pub(crate) fn within(self, nodes: usize) -> Self {
        let limit = |own: usize| own.min(nodes);
        Self { nodes: limit(self.nodes), policies: limit(self.policies), mappings: limit(self.mappings), ..self }
    }

    /// Apple's. SecCertificate.c reads at most 1,023 policies and mappings, does not ask whether a policy stands twice,
    /// and makes no certificate of a malformed critical extension. policytree.h stops at 512 nodes. What the evaluation
    /// asks of policies is the default: nothing.
    pub(crate) fn apple() -> Self {
        Self { nodes: 512, policies: 1_023, mappings: 1_023, tolerant: true }
    }
}
