package io.kontor.extension.policy;

import io.kontor.model.authorisation.Authorisation;
import io.kontor.model.authorisation.AuthorisationStatus;
import io.kontor.model.city.CityProfile;
import io.kontor.model.grant.Action;
import io.kontor.model.grant.ActionTerms;
import io.kontor.model.grant.ConsentRule;
import io.kontor.model.grant.DayHours;
import io.kontor.model.grant.Grant;
import io.kontor.model.grant.GrantStatus;
import io.kontor.model.grant.GrantTerms;
import io.kontor.model.grant.GrantTermsCodec;
import io.kontor.model.grant.Prohibition;
import io.kontor.model.grant.TimeWindow;
import io.kontor.model.grant.UsageBounds;
import io.kontor.model.grant.ViewingBounds;
import io.kontor.model.grant.Weekday;
import io.kontor.model.order.Credential;
import io.kontor.model.order.Order;
import io.kontor.model.order.OrderStatus;
import io.kontor.model.resource.DataClass;
import io.kontor.model.resource.PersonalData;
import io.kontor.model.resource.Resource;
import io.kontor.model.resource.ResourceStatus;
import io.kontor.model.scenario.Scenario;
import io.kontor.model.scenario.ScenarioStatus;
import io.kontor.testkit.fixtures.DemoCast;
import io.kontor.testkit.fixtures.DemoRecords;
import io.kontor.usage.policy.GrantFacts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Seeded terms on a plain resource, and the records around their grant. */
final class RandomTerms {
    static final Instant NOW = Instant.parse("2026-09-17T02:00:00Z");
    static final List<Credential> USERS = credentials("user");
    static final List<Credential> APPLICATIONS = credentials("application");
    static final long DAY_MS = 86_400_000L;
    private static final long MINUTE_MS = 60_000;

    private static final DemoCast CAST = DemoCast.create();
    private static final long START = DemoRecords.window(NOW).startsAt();

    private final Random random;

    RandomTerms(Random random) {
        this.random = random;
    }

    private static List<Credential> credentials(String kind) {
        return IntStream.range(0, 4)
                .mapToObj(i -> new Credential(DemoRecords.digest(kind + i), DemoRecords.digest(kind + " key of " + i)))
                .toList();
    }

    /** Six constraints that a decision looks at: window from and to, user, application, purpose, hours. */
    static GrantTerms ofSix() {
        return new GrantTerms(
                "R4",
                DemoRecords.SCENARIO,
                List.of(new ActionTerms(Action.DOWNLOAD, 1_000)),
                USERS,
                APPLICATIONS,
                new TimeWindow(START, START + 100 * DAY_MS),
                List.of(),
                List.of(),
                List.of(Prohibition.DISTRIBUTE),
                ConsentRule.NONE,
                ViewingBounds.DEFAULT,
                Optional.of(bounds(Optional.of(new DayHours(0, 1_439)), Optional.empty())));
    }

    GrantTerms next() {
        List<Credential> applications = some(APPLICATIONS);
        List<ActionTerms> actions = some(List.of(Action.values())).stream()
                .map(action -> new ActionTerms(
                        action,
                        random.nextLong(1, 1_000),
                        random.nextBoolean() ? Optional.empty() : Optional.of(some(applications))))
                .toList();
        List<Prohibition> prohibitions = Stream.of(Action.values())
                .filter(action -> actions.stream().noneMatch(terms -> terms.action() == action))
                .filter(action -> random.nextBoolean())
                .map(Prohibition::of)
                .toList();
        long from = START + random.nextLong(5 * DAY_MS);
        return new GrantTerms(
                "R4",
                DemoRecords.SCENARIO,
                actions,
                some(USERS),
                applications,
                new TimeWindow(from, from + 8 * DAY_MS + random.nextLong(20 * DAY_MS)),
                List.of(),
                List.of(),
                prohibitions,
                ConsentRule.NONE,
                ViewingBounds.DEFAULT,
                bounds());
    }

    private Optional<UsageBounds> bounds() {
        int from = random.nextInt(1_380);
        Optional<DayHours> hours = random.nextBoolean()
                ? Optional.of(new DayHours(from, from + 1 + random.nextInt(1_440 - from)))
                : Optional.empty();
        List<Weekday> days = some(List.of(Weekday.values()).subList(0, 6));
        Optional<List<Weekday>> weekdays = random.nextBoolean() ? Optional.of(days) : Optional.empty();
        return hours.isEmpty() && weekdays.isEmpty() ? Optional.empty() : Optional.of(bounds(hours, weekdays));
    }

    private static UsageBounds bounds(Optional<DayHours> hours, Optional<List<Weekday>> weekdays) {
        return new UsageBounds(hours, weekdays, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** At least one, in the order given. */
    private <T> List<T> some(List<T> all) {
        List<T> some = new ArrayList<>();
        for (T one : all) {
            if (random.nextInt(3) > 0) {
                some.add(one);
            }
        }
        return some.isEmpty() ? List.of(all.get(random.nextInt(all.size()))) : List.copyOf(some);
    }

    <T> T one(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    /** A time in or near the window, often one at which something begins or ends. */
    long timeAround(GrantTerms terms, int utcOffsetMinutes) {
        TimeWindow window = terms.window();
        long edge = random.nextLong(-1, 2);
        return switch (random.nextInt(6)) {
            case 0 -> window.startsAt() + edge;
            case 1 -> window.endsAt() + edge;
            case 2, 3 -> {
                long day = Math.floorDiv(random.nextLong(window.startsAt(), window.endsAt()), DAY_MS);
                int minute = terms.bounds()
                        .flatMap(UsageBounds::hours)
                        .map(hours -> random.nextBoolean() ? hours.fromMinute() : hours.toMinute())
                        .orElse(0);
                yield day * DAY_MS + (minute - utcOffsetMinutes) * MINUTE_MS + edge;
            }
            default -> random.nextLong(window.startsAt() - DAY_MS, window.endsAt() + DAY_MS);
        };
    }

    /** A live grant with these terms, everything above it in order. */
    static GrantFacts facts(GrantTerms terms) {
        Grant grant = new Grant(
                "G-R4",
                1,
                "O-1",
                "R4",
                "F-H1",
                "F-OPS",
                "Q-INS",
                terms,
                GrantTermsCodec.hash(terms),
                1,
                DemoRecords.digest("evidence key"),
                GrantStatus.ACTIVE,
                List.of(),
                Optional.empty(),
                START,
                Optional.empty());
        return new GrantFacts(
                grant,
                order(),
                DemoRecords.product(1),
                scenario(),
                authorisation(),
                resource(),
                city(),
                CAST.member("F-H1"),
                CAST.member("F-OPS"),
                CAST.member("Q-INS"));
    }

    private static Authorisation authorisation() {
        return new Authorisation(
                DemoRecords.AUTHORISATION,
                "F",
                "F-OPS",
                "F 三重一大 2026-01",
                START - 100 * DAY_MS,
                24,
                START + 1_000 * DAY_MS,
                AuthorisationStatus.ACTIVE,
                Optional.empty(),
                Optional.empty());
    }

    private static Resource resource() {
        Resource made = DemoRecords.resource("R4", "F-H1", "目录", DataClass.STRUCTURED_PLAIN);
        return new Resource(
                made.resourceId(),
                made.supplier(),
                made.cityId(),
                made.title(),
                DataClass.STRUCTURED_PLAIN,
                1,
                PersonalData.NONE,
                made.dictionary(),
                made.legalityDigest(),
                ResourceStatus.REGISTERED,
                Optional.of("F-S000001-0"),
                List.of());
    }

    private static Scenario scenario() {
        Scenario proposed = DemoRecords.scenario();
        return new Scenario(
                proposed.scenarioId(),
                proposed.authorisationId(),
                proposed.cityId(),
                proposed.operator(),
                proposed.title(),
                proposed.purpose(),
                proposed.items(),
                proposed.resources(),
                proposed.planDigest(),
                ScenarioStatus.APPROVED,
                Optional.of("F 批 2026-01"));
    }

    private static Order order() {
        return new Order(
                "O-1",
                DemoRecords.PRODUCT,
                1,
                DemoRecords.SCENARIO,
                "F-OPS",
                "Q-INS",
                CAST.cityF().splitPlan(),
                USERS,
                APPLICATIONS,
                1,
                OrderStatus.ACTIVE,
                List.of(),
                Optional.empty());
    }

    private static CityProfile city() {
        CityProfile city = CAST.cityF();
        return new CityProfile(
                city.cityId(),
                2,
                city.name(),
                city.regulatorMsp(),
                city.operatorMsp(),
                city.limits(),
                city.priceCaps(),
                city.splitPlan(),
                city.registration(),
                city.settlement(),
                city.utcOffsetMinutes(),
                List.of("Q"));
    }
}
