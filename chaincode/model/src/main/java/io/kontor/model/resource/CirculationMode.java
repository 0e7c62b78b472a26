package io.kontor.model.resource;

/** The three ways in which data circulates (明文、密文、可信交换). */
public enum CirculationMode {
    PLAIN,
    CIPHER,
    EXCHANGE
}
