package io.kontor.usage.policy;

import io.kontor.model.order.Credential;

/**
 * Who calls: the user and the application whose keys opened the session.
 *
 * @param user user
 * @param application application
 */
public record ProvenIdentity(Credential user, Credential application) {}
