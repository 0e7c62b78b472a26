package io.kontor.model.settlement;

import io.kontor.model.id.Checks;
import io.kontor.model.rejection.MalformedException;
import java.util.List;

/**
 * How a charge is shared. Σ suppliers = units, units + operator = charge (INV-5).
 *
 * @param units fen of all suppliers together
 * @param operator fen of the operator
 * @param suppliers one share a supplier, by participant id ascending
 */
public record PeriodShares(long units, long operator, List<SupplierShare> suppliers) {

    public PeriodShares {
        Checks.range("units", units, -Checks.MAX, Checks.MAX);
        Checks.range("operator", operator, -Checks.MAX, Checks.MAX);
        suppliers = Checks.list("suppliers", suppliers, 0, 1000);
        Checks.ascending(
                "suppliers", suppliers.stream().map(SupplierShare::supplier).toList());
        long sum = suppliers.stream().mapToLong(SupplierShare::amount).sum();
        if (sum != units) {
            throw new MalformedException("Cannot accept shares: sum of suppliers " + sum + ", must be units " + units);
        }
    }
}
