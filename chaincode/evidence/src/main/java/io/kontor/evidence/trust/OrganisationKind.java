package io.kontor.evidence.trust;

/** What an organisation of the channel is to its city. */
public enum OrganisationKind {
    REGULATOR,
    OPERATOR
}
