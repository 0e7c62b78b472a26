package io.kontor.model.receipt;

/**
 * What an instance asks for after a call that released nothing: its consent is GIVEN again, its unit is free again (CLAIM-5).
 *
 * @param closing the ABORTED or FAILED leaf of the call
 * @param unit what becomes of the call's unit
 */
public record GiveBack(ProvenLeaf closing, UnitReturn unit) {}
