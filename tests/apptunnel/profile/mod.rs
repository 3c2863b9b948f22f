//! A Sentry profile: its check, and where it sends a request.

mod check;
mod random;
mod routes;
