package io.kontor.model.city;

/** What a missing registration of a resource means in a city (domain E-01). */
public enum RegistrationRule {
    /** A grant on an unregistered resource is refused. */
    GATE,
    /** A grant on an unregistered resource is allowed and shown as an alarm. */
    ALARM
}
