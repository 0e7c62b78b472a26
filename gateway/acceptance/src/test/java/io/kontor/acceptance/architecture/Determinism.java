package io.kontor.acceptance.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.Set;

/** What code that all endorsers must compute alike may not touch. */
final class Determinism {

    private static final Set<String> NEVER = Set.of(
            "java.util.Random",
            "java.util.SplittableRandom",
            "java.util.concurrent.ThreadLocalRandom",
            "java.security.SecureRandom",
            "java.lang.Thread",
            "java.lang.Runtime",
            "java.lang.ProcessBuilder",
            "java.io.File",
            "java.io.FileInputStream",
            "java.io.FileOutputStream",
            "java.nio.file.Files",
            "java.nio.file.Path",
            "java.util.TimeZone",
            "java.util.concurrent.Executors",
            "java.util.concurrent.CompletableFuture");

    private static final Map<String, Set<String>> NEVER_CALLED = Map.ofEntries(
            Map.entry("java.time.Instant", Set.of("now")),
            Map.entry("java.time.LocalDate", Set.of("now")),
            Map.entry("java.time.LocalDateTime", Set.of("now")),
            Map.entry("java.time.LocalTime", Set.of("now")),
            Map.entry("java.time.OffsetDateTime", Set.of("now")),
            Map.entry("java.time.ZonedDateTime", Set.of("now")),
            Map.entry("java.time.Year", Set.of("now")),
            Map.entry("java.time.YearMonth", Set.of("now")),
            Map.entry("java.time.ZoneId", Set.of("systemDefault")),
            Map.entry("java.util.UUID", Set.of("randomUUID")),
            Map.entry("java.util.Locale", Set.of("getDefault")),
            Map.entry("java.lang.Math", Set.of("random")),
            Map.entry("java.lang.Object", Set.of("hashCode", "wait", "notify", "notifyAll")),
            Map.entry(
                    "java.lang.System",
                    Set.of("currentTimeMillis", "nanoTime", "getenv", "getProperty", "identityHashCode", "exit")));

    private static final Map<String, Set<String>> HASH_ORDER = Map.of(
            "java.util.HashMap", Set.of("<init>"),
            "java.util.HashSet", Set.of("<init>"),
            "java.util.IdentityHashMap", Set.of("<init>"),
            "java.util.concurrent.ConcurrentHashMap", Set.of("<init>", "newKeySet"),
            "java.util.Map", Set.of("copyOf"),
            "java.util.Set", Set.of("copyOf"),
            "java.util.stream.Collectors", Set.of("toSet", "toUnmodifiableSet", "toUnmodifiableMap", "partitioningBy"));

    private Determinism() {}

    /** No clock, no chance, no thread, no file and nothing of the machine; the server's own start is apart. */
    static ArchRule noClockChanceOrMachine(String... packages) {
        return noClasses()
                .that()
                .resideInAnyPackage(packages)
                .and()
                .resideOutsideOfPackage("io.kontor.contract.server..")
                .should()
                .accessTargetWhere(new Forbidden("clock, chance, thread, file or machine", Determinism::isMachine));
    }

    /** No collection whose order may differ from one machine to the next; constant look-up tables are apart. */
    static ArchRule noHashOrder(String... packages) {
        return noClasses()
                .that()
                .resideInAnyPackage(packages)
                .should()
                .accessTargetWhere(new Forbidden("collection without a fixed order", Determinism::isUnordered));
    }

    private static boolean isMachine(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        if (access.getName().equals("hashCode") && access.getOrigin().getName().equals("hashCode")) {
            return false;
        }
        return NEVER.contains(owner)
                || owner.startsWith("java.net.")
                || owner.startsWith("java.nio.channels.")
                || (owner.equals("java.time.Clock") && access.getName().startsWith("system"))
                || NEVER_CALLED.getOrDefault(owner, Set.of()).contains(access.getName());
    }

    private static boolean isUnordered(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        return !access.getOrigin().getName().equals("<clinit>")
                && HASH_ORDER.getOrDefault(owner, Set.of()).contains(access.getName());
    }

    private static final class Forbidden extends DescribedPredicate<JavaAccess<?>> {

        private final java.util.function.Predicate<JavaAccess<?>> test;

        Forbidden(String description, java.util.function.Predicate<JavaAccess<?>> test) {
            super(description);
            this.test = test;
        }

        @Override
        public boolean test(JavaAccess<?> access) {
            return test.test(access);
        }
    }
}
