package io.kontor.model.resource;

/** Whether a resource holds personal data; if so each release needs a claimed consent (INV-9). */
public enum PersonalData {
    PERSONAL,
    NONE
}
