package io.kontor.contract.settlement;

import io.kontor.model.money.Money;
import io.kontor.model.money.Rounding;
import io.kontor.model.settlement.CreditNote.SupplierDifference;
import io.kontor.model.settlement.OrderAccount;
import io.kontor.model.settlement.OrderAccount.SupplierAccount;
import io.kontor.model.settlement.SupplierShare;
import io.kontor.model.sharing.LargestRemainder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the suppliers of an order have used and got over its life. Shares are cumulative: the units' pool so far by largest remainder over
 * the usage so far, minus what each got before (SET-4). For one transaction.
 */
final class SupplierAccounts {

    private final TreeMap<String, SupplierAccount> accounts = new TreeMap<>();

    private SupplierAccounts() {}

    static SupplierAccounts of(OrderAccount account) {
        SupplierAccounts copy = new SupplierAccounts();
        account.suppliers().forEach(supplier -> copy.accounts.put(supplier.supplier(), supplier));
        return copy;
    }

    /** Usage of all so far. */
    long usage() {
        return accounts.values().stream().mapToLong(SupplierAccount::usage).sum();
    }

    /** Adds usage, negative for a correction. */
    void use(String supplier, long usage) {
        SupplierAccount before = accounts.getOrDefault(supplier, new SupplierAccount(supplier, 0, 0, 0));
        accounts.put(
                supplier,
                new SupplierAccount(supplier, Math.addExact(before.usage(), usage), before.amount(), before.offset()));
    }

    /**
     * Shares the pool so far; what was offset before is taken into account as far as the amount goes, the rest is carried on.
     *
     * @param pool fen of all suppliers over the order's life
     */
    List<SupplierShare> share(long pool) {
        SortedMap<String, Money> cumulative = allocate(pool);
        List<SupplierShare> shares = new ArrayList<>();
        for (Map.Entry<String, Money> entry : cumulative.entrySet()) {
            SupplierAccount before = account(entry.getKey());
            long amount = entry.getValue().fen() - before.amount();
            long offset = Math.max(before.offset(), -amount);
            shares.add(new SupplierShare(
                    before.supplier(),
                    before.usage(),
                    amount,
                    oddFen(pool, before.usage(), entry.getValue().fen()),
                    offset,
                    Optional.empty(),
                    Optional.empty()));
            accounts.put(
                    before.supplier(),
                    new SupplierAccount(
                            before.supplier(), before.usage(), entry.getValue().fen(), before.offset() - offset));
        }
        return shares;
    }

    /** Shares the corrected pool; each difference is offset against the next notice (SET-5). */
    List<SupplierDifference> correct(long pool) {
        List<SupplierDifference> differences = new ArrayList<>();
        for (Map.Entry<String, Money> entry : allocate(pool).entrySet()) {
            SupplierAccount before = account(entry.getKey());
            long difference = entry.getValue().fen() - before.amount();
            differences.add(new SupplierDifference(before.supplier(), difference));
            accounts.put(
                    before.supplier(),
                    new SupplierAccount(
                            before.supplier(),
                            before.usage(),
                            entry.getValue().fen(),
                            Math.addExact(before.offset(), difference)));
        }
        return differences;
    }

    List<SupplierAccount> accounts() {
        return List.copyOf(accounts.values());
    }

    private SupplierAccount account(String supplier) {
        return Optional.ofNullable(accounts.get(supplier)).orElseThrow();
    }

    private SortedMap<String, Money> allocate(long pool) {
        TreeMap<String, Long> weights = new TreeMap<>();
        accounts.forEach((supplier, account) -> weights.put(supplier, account.usage()));
        return LargestRemainder.allocate(Money.ofFen(pool), weights);
    }

    private int oddFen(long pool, long weight, long amount) {
        long total = usage();
        return total > 0 && amount > Rounding.divide(pool, weight, total).floor() ? 1 : 0;
    }
}
