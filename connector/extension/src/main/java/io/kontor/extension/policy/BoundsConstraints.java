package io.kontor.extension.policy;

import io.kontor.model.grant.DayHours;
import io.kontor.model.grant.RateLimit;
import io.kontor.model.grant.RatePeriod;
import io.kontor.model.grant.UsageBounds;
import io.kontor.model.grant.Weekday;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.edc.policy.model.Operator;

/** The constraints that may be left out: time of day, weekdays, rates, bytes and records (POL-12). */
final class BoundsConstraints {
    private static final Map<RatePeriod, Operand> RATES =
            Map.of(RatePeriod.HOUR, Operand.PER_HOUR, RatePeriod.DAY, Operand.PER_DAY);

    private BoundsConstraints() {}

    /** Reads the bounds; empty when none of their constraints is there. */
    static Optional<UsageBounds> read(ConstraintSet constraints) throws TermsRefusedException {
        Optional<DayHours> hours = hours(constraints);
        Optional<List<Weekday>> weekdays = weekdays(constraints);
        Optional<List<RateLimit>> rates = rates(constraints);
        Optional<Long> bytes = count(constraints, Operand.BYTES);
        Optional<Long> records = count(constraints, Operand.RECORDS);
        boolean none = hours.isEmpty() && weekdays.isEmpty() && rates.isEmpty() && bytes.isEmpty() && records.isEmpty();
        return none ? Optional.empty() : Optional.of(new UsageBounds(hours, weekdays, rates, bytes, records));
    }

    private static Optional<DayHours> hours(ConstraintSet constraints) throws TermsRefusedException {
        Optional<String> from = constraints.optional(Operand.TIME_OF_DAY, Operator.GEQ);
        Optional<String> to = constraints.optional(Operand.TIME_OF_DAY, Operator.LT);
        if (from.isEmpty() && to.isEmpty()) {
            return Optional.empty();
        }
        if (from.isEmpty() || to.isEmpty()) {
            throw new TermsRefusedException(
                    Operand.TIME_OF_DAY.iri() + " has one end, must have " + Operator.GEQ + " and " + Operator.LT);
        }
        return Optional.of(new DayHours(Values.minuteOfDay(from.get()), Values.minuteOfDay(to.get())));
    }

    private static Optional<List<Weekday>> weekdays(ConstraintSet constraints) throws TermsRefusedException {
        Optional<String> days = constraints.optional(Operand.WEEKDAY, Operator.IS_ANY_OF);
        return days.isPresent() ? Optional.of(Values.weekdays(days.get())) : Optional.empty();
    }

    private static Optional<List<RateLimit>> rates(ConstraintSet constraints) throws TermsRefusedException {
        List<RateLimit> rates = new ArrayList<>();
        for (RatePeriod period : RatePeriod.values()) {
            Optional<Long> limit = count(constraints, rate(period));
            limit.ifPresent(units -> rates.add(new RateLimit(period, units)));
        }
        return rates.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(rates));
    }

    private static Optional<Long> count(ConstraintSet constraints, Operand operand) throws TermsRefusedException {
        Optional<String> value = constraints.optional(operand, Operator.LEQ);
        return value.isPresent() ? Optional.of(Values.count(value.get())) : Optional.empty();
    }

    private static Operand rate(RatePeriod period) {
        return RATES.getOrDefault(period, Operand.PER_DAY);
    }

    /** Writes the bounds in the order of the operands. */
    static Map<ConstraintSet.Slot, String> write(UsageBounds bounds) {
        Map<ConstraintSet.Slot, String> values = new LinkedHashMap<>();
        bounds.hours().ifPresent(hours -> {
            values.put(slot(Operand.TIME_OF_DAY, Operator.GEQ), Values.minuteOfDay(hours.fromMinute()));
            values.put(slot(Operand.TIME_OF_DAY, Operator.LT), Values.minuteOfDay(hours.toMinute()));
        });
        bounds.weekdays()
                .ifPresent(days -> values.put(slot(Operand.WEEKDAY, Operator.IS_ANY_OF), Values.weekdays(days)));
        bounds.rates()
                .orElse(List.of())
                .forEach(rate -> values.put(slot(rate(rate.period()), Operator.LEQ), Long.toString(rate.limit())));
        bounds.bytesMax().ifPresent(bytes -> values.put(slot(Operand.BYTES, Operator.LEQ), Long.toString(bytes)));
        bounds.recordsMax()
                .ifPresent(records -> values.put(slot(Operand.RECORDS, Operator.LEQ), Long.toString(records)));
        return values;
    }

    private static ConstraintSet.Slot slot(Operand operand, Operator operator) {
        return new ConstraintSet.Slot(operand, operator);
    }
}
