package io.kontor.model.derivative;

/** State of a derivative (G-05); only an APPROVED one may be exported or passed on. */
public enum DerivativeStatus {
    SUBMITTED,
    APPROVED,
    REJECTED
}
