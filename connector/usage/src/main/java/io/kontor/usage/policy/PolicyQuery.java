package io.kontor.usage.policy;

import io.kontor.model.grant.Action;
import java.util.Optional;

/**
 * What a policy decides on.
 *
 * @param action action
 * @param purpose scenario that the call names
 * @param identity who opened the session
 * @param user pseudonym of another user that the call names, in hex
 * @param application pseudonym of another application that the call names, in hex
 */
public record PolicyQuery(
        Action action, String purpose, ProvenIdentity identity, Optional<String> user, Optional<String> application) {}
