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

/** What the suppliers of an order have used and got over its life (SET-4, SET-5). For one transaction. */
final class SupplierAccounts {

    private final TreeMap<String, SupplierAccount> accounts = new TreeMap<>();

    private SupplierAccounts() {}

    static SupplierAccounts of(OrderAccount account) {
        SupplierAccounts copy = new SupplierAccounts();
        account.suppliers().forEach(supplier -> copy.accounts.put(supplier.supplier(), supplier));
        return copy;
    }

    /**
     * Shares a period's pool by its usage; what was offset before is taken into account as far as the amount goes, the rest is carried on.
     *
     * @param pool fen of all suppliers in the period
     * @param usage usage of the period by supplier
     */
    List<SupplierShare> share(long pool, SortedMap<String, Long> usage) {
        long total = usage.values().stream().mapToLong(Long::longValue).sum();
        List<SupplierShare> shares = new ArrayList<>();
        for (Map.Entry<String, Money> entry :
                LargestRemainder.allocate(Money.ofFen(pool), usage).entrySet()) {
            SupplierAccount before = account(entry.getKey());
            long weight = usage.getOrDefault(entry.getKey(), 0L);
            long amount = entry.getValue().fen();
            long offset = Math.max(before.offset(), -amount);
            shares.add(new SupplierShare(
                    before.supplier(),
                    weight,
                    amount,
                    oddFen(pool, weight, total, amount),
                    offset,
                    Optional.empty(),
                    Optional.empty()));
            accounts.put(
                    before.supplier(),
                    new SupplierAccount(
                            before.supplier(),
                            Math.addExact(before.usage(), weight),
                            Math.addExact(before.amount(), amount),
                            before.offset() - offset));
        }
        return shares;
    }

    /**
     * Puts each account where it would be without a call; each difference is offset against the next notice (SET-5).
     *
     * @param supplier supplier of the call
     * @param taken usage of the call
     * @param amounts what each would have got, by supplier
     */
    List<SupplierDifference> correct(String supplier, long taken, SortedMap<String, Long> amounts) {
        List<SupplierDifference> differences = new ArrayList<>();
        for (SupplierAccount before : accounts()) {
            long amount = amounts.getOrDefault(before.supplier(), 0L);
            long difference = amount - before.amount();
            long usage = before.supplier().equals(supplier) ? before.usage() - taken : before.usage();
            differences.add(new SupplierDifference(before.supplier(), difference));
            accounts.put(
                    before.supplier(),
                    new SupplierAccount(before.supplier(), usage, amount, Math.addExact(before.offset(), difference)));
        }
        return differences;
    }

    List<SupplierAccount> accounts() {
        return List.copyOf(accounts.values());
    }

    private SupplierAccount account(String supplier) {
        return accounts.getOrDefault(supplier, new SupplierAccount(supplier, 0, 0, 0));
    }

    private static int oddFen(long pool, long weight, long total, long amount) {
        return total > 0 && amount > Rounding.divide(pool, weight, total).floor() ? 1 : 0;
    }
}
