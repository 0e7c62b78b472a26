package io.kontor.model.settlement;

import java.util.List;

/**
 * How a charge is shared. Σ suppliers = units, units + operator = charge (INV-5).
 *
 * @param units fen of all suppliers together
 * @param operator fen of the operator
 * @param suppliers one share a supplier, by participant id ascending
 */
public record PeriodShares(long units, long operator, List<SupplierShare> suppliers) {}
