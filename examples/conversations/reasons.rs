//! In words why conversations and events do not count.

use support_kpi::stage::{Exclusion, SetAside};

/// Why a conversation is left out: "2 without a customer's message".
pub(crate) const fn exclusion(reason: Exclusion) -> &'static str {
    match reason {
        Exclusion::Merged => "merged into others",
        Exclusion::Spam => "spam",
        Exclusion::NoCustomerMessage => "without a customer's message",
        Exclusion::BeyondRange => "with times or counts beyond their range",
        _ => "for another reason",
    }
}

/// Why an event changes no figure: "3 held twice".
pub(crate) const fn set_aside(reason: SetAside) -> &'static str {
    match reason {
        SetAside::AfterMerge => "after a merge",
        SetAside::BeforeFirstMessage => "before the customer's first message",
        SetAside::CreatedAfterFirstMessage => "created after the first message",
        SetAside::HeldTwice => "held twice",
        SetAside::HeldWhileClosed => "held while closed",
        SetAside::ResumedWithoutHold => "resumed without a hold",
        SetAside::AbandonedWhileClosed => "abandoned while closed",
        SetAside::ResolvedTwice => "resolved twice",
        SetAside::ReopenedWhileOpen => "reopened while open",
        SetAside::OfTicket(Exclusion::Merged) => "of merged conversations",
        SetAside::OfTicket(Exclusion::Spam) => "of spam",
        SetAside::OfTicket(Exclusion::NoCustomerMessage) => {
            "of conversations without a customer's message"
        }
        SetAside::OfTicket(_) => "of conversations beyond their range",
        _ => "for another reason",
    }
}
