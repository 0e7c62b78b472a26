package io.kontor.acceptance.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.acceptance.architecture.JavaSource.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How the sources look: sizes, names, words. Each test reports all offenders at once. */
class TidyTest {

    private static final int FILE_LINES_MAX = 400;
    private static final int METHOD_LINES_MAX = 40;
    private static final int PARAMETERS_MAX = 5;

    /** A ratchet: raise it when the share has grown, never lower it. */
    private static final int HIDDEN_PERCENT_MIN = 42;

    private static final long FILE_BYTES_MAX = 1 << 20;

    private static final List<JavaSource> MAIN = JavaSource.parse(Repository.javaFiles("src/main"));
    private static final List<JavaSource> TEST = JavaSource.parse(Repository.javaFiles("src/test"));

    /** Words of machines and of unfinished work; split, so that this file does not hold them. */
    private static final Pattern UNWANTED = Pattern.compile(String.join(
            "|",
            "(?<![\\w.])/wor" + "k/",
            "(?<![\\w.])/tm" + "p/",
            "(?<![\\w.])/roo" + "t/",
            "(?<![\\w.])/hom" + "e/",
            "repo1?\\.mave" + "n\\.",
            "registry\\.npm" + "js",
            "pypi\\.or" + "g",
            "proxy\\.gola" + "ng",
            "crates\\.i" + "o",
            "deb\\.debia" + "n",
            "docker\\.i" + "o",
            "ghcr\\.i" + "o",
            "\\bTO" + "DO\\b",
            "\\bFIX" + "ME\\b",
            "\\bXX" + "X\\b",
            "@auth" + "or\\b"));

    private static final Pattern BINARY =
            Pattern.compile(".*\\.(jar|class|war|zip|gz|tgz|tar|7z|exe|dll|so|dylib|bin|iso)");
    private static final Pattern TEXT = Pattern.compile(
            ".*\\.(java|xml|md|properties|yaml|yml|json|sql|html|css|js|sh|txt|csv|config|svg)|.*/(kontor|run|LICENSE)");

    /** Methods that are asked with a condition: there the boolean is the sentence, not a switch. */
    private static final Set<String> CONDITIONAL = Set.of("unless", "require", "check");

    /** Words that the glossary keeps from one thing and that are the right ones for another. */
    private static final Set<String> RIGHT_ELSEWHERE = Set.of("user", "node", "token", "checkpoint", "asset", "edit");

    @Test
    void files_are_short() {
        report(all().filter(source -> source.lines() > FILE_LINES_MAX)
                .map(source -> where(source) + ": " + source.lines() + " lines, at most " + FILE_LINES_MAX));
    }

    @Test
    void methods_are_short() {
        reportMethods(
                all(), method -> method.bodyLines() > METHOD_LINES_MAX, "more than " + METHOD_LINES_MAX + " lines");
    }

    @Test
    void methods_take_few_parameters() {
        reportMethods(
                all(),
                method -> method.parameters() > PARAMETERS_MAX && !method.ofRecordHeader(),
                "more than " + PARAMETERS_MAX + " parameters");
    }

    @Test
    void public_methods_take_no_boolean() {
        report(MAIN.stream()
                .flatMap(source -> source.methods().stream()
                        .filter(TidyTest::isPublicWithBoolean)
                        .filter(method ->
                                source.methods().stream().noneMatch(other -> isSameForOtherType(method, other)))
                        .map(method -> where(source) + ":" + method.line() + ": " + method.name()
                                + ": a boolean parameter says nothing at the call")));
    }

    @Test
    void no_catch_is_empty() {
        report(all().flatMap(source -> source.emptyCatches().stream()
                .map(line -> where(source) + ":" + line + ": swallows what it catches and does not say why")));
    }

    @Test
    void every_package_says_what_it_is_and_is_null_marked() {
        Map<String, Set<String>> described = all().filter(TidyTest::isDescription)
                .collect(Collectors.groupingBy(
                        TidyTest::module, Collectors.mapping(JavaSource::packageName, Collectors.toSet())));
        report(Stream.concat(
                all().filter(source -> !described
                                .getOrDefault(module(source), Set.of())
                                .contains(source.packageName()))
                        .map(source -> module(source) + ": no package-info of " + source.packageName())
                        .distinct(),
                all().filter(TidyTest::isDescription)
                        .filter(source -> !hasPurpose(Repository.text(source.file())))
                        .map(source -> where(source) + ": lacks a purpose or @NullMarked")));
    }

    @Test
    void enough_types_are_hidden() {
        List<JavaSource.TopLevel> types = MAIN.stream()
                .filter(source ->
                        !module(source).endsWith("/model") && !module(source).endsWith("/testkit"))
                .flatMap(source -> source.types().stream())
                .toList();
        long hidden = types.stream().filter(JavaSource.TopLevel::hidden).count();
        System.out.printf("Types hidden in their package: %d of %d%n", hidden, types.size());
        assertThat(hidden * 100)
                .as("package-private types times 100 against all %d types", types.size())
                .isGreaterThanOrEqualTo(HIDDEN_PERCENT_MIN * (long) types.size());
    }

    @Test
    void types_are_called_by_their_one_word() {
        Map<String, String> words = otherWords();
        assertThat(words).as("words that the glossary keeps out").isNotEmpty();
        report(MAIN.stream()
                .flatMap(source -> source.types().stream()
                        .flatMap(type -> words.entrySet().stream()
                                .filter(word -> hasWord(type.name(), word.getKey()))
                                .map(word -> where(source) + ": " + word.getKey() + " is called " + word.getValue()))));
        report(MAIN.stream()
                .flatMap(source -> source.types().stream()
                        .filter(type -> type.name().equals("Gateway")
                                || (type.name().contains("Asset")
                                        && !source.packageName().startsWith("io.kontor.extension")
                                        && !source.packageName().startsWith("io.kontor.runtime")))
                        .map(type -> where(source) + ": " + type.name() + " has another meaning here")));
    }

    @Test
    void test_names_are_sentences() {
        Pattern sentence = Pattern.compile("[a-zA-Z0-9]+(_[a-zA-Z0-9]+)+");
        reportMethods(
                all(),
                method -> (method.isAnnotated("Test") || method.isAnnotated("ParameterizedTest"))
                        && !sentence.matcher(method.name()).matches(),
                "not a sentence in snake_case");
    }

    @Test
    void no_test_is_switched_off_sleeps_or_mocks() {
        Pattern unwanted =
                Pattern.compile("@Disab" + "led|Thread\\.sle" + "ep|TimeUnit\\.\\w+\\.sle" + "ep|org\\.mocki" + "to");
        report(Stream.concat(
                        TEST.stream(),
                        MAIN.stream().filter(source -> module(source).endsWith("/testkit")))
                .flatMap(source -> hits(source.file(), unwanted)));
    }

    @Test
    void no_unwanted_word_occurs() {
        report(Repository.files().stream()
                .filter(file -> TEXT.matcher(slashed(file)).matches())
                .flatMap(file -> hits(file, UNWANTED)));
    }

    @Test
    void no_binary_and_no_large_file_is_kept() {
        report(Repository.files().stream()
                .filter(file ->
                        BINARY.matcher(slashed(file)).matches() || file.toFile().length() > FILE_BYTES_MAX)
                .map(file -> Repository.relative(file) + ": " + file.toFile().length() + " bytes"));
    }

    private static Stream<JavaSource> all() {
        return Stream.concat(MAIN.stream(), TEST.stream());
    }

    private static boolean isDescription(JavaSource source) {
        return source.file().endsWith("package-info.java");
    }

    /** The glossary's last column: what a thing is not called, with the word that it has. */
    private static Map<String, String> otherWords() {
        Map<String, String> words = new TreeMap<>();
        Repository.text(Repository.root().resolve("docs/glossary.md"))
                .lines()
                .map(line -> line.split("\\|", -1))
                .filter(cells -> cells.length == 6)
                .forEach(cells -> {
                    for (String word : cells[4].replaceAll("\\(.*\\)", "").split(",")) {
                        String other = word.strip().toLowerCase(Locale.ROOT);
                        if (other.matches("[a-z]+( [a-z]+)?") && !RIGHT_ELSEWHERE.contains(other)) {
                            words.put(other, cells[1].strip());
                        }
                    }
                });
        words.keySet().removeAll(Set.of("not called", "contract"));
        return words;
    }

    /** True for {@code QuotaStore} and {@code quota}, {@code LogHash} and {@code log hash}; false for {@code Billing}. */
    private static boolean hasWord(String typeName, String word) {
        String spaced = typeName.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
        return (" " + spaced + " ").contains(" " + word + " ");
    }

    private static boolean isPublicWithBoolean(Method method) {
        return method.visible()
                && method.takesBoolean()
                && !CONDITIONAL.contains(method.name())
                && !method.ofRecordHeader()
                && !method.isAnnotated("Override");
    }

    /** Beside {@code put(String, long)} the boolean of {@code put(String, boolean)} is a value, not a switch. */
    private static boolean isSameForOtherType(Method method, Method other) {
        return other.name().equals(method.name()) && other.parameters() == method.parameters() && !other.takesBoolean();
    }

    private static boolean hasPurpose(String text) {
        return text.contains("/**") && text.contains("NullMarked");
    }

    private static void reportMethods(Stream<JavaSource> sources, Predicate<Method> offends, String why) {
        report(sources.flatMap(source -> source.methods().stream()
                .filter(offends)
                .map(method -> where(source) + ":" + method.line() + ": " + method.name() + ": " + why)));
    }

    private static Stream<String> hits(Path file, Pattern unwanted) {
        if (!Files.isReadable(file)) {
            return Stream.of(Repository.relative(file) + ": not readable");
        }
        List<String> lines = Repository.text(file).lines().toList();
        List<String> hits = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Matcher matcher = unwanted.matcher(lines.get(i));
            if (matcher.find()) {
                hits.add(Repository.relative(file) + ":" + (i + 1) + ": " + matcher.group());
            }
        }
        return hits.stream();
    }

    private static void report(Stream<String> offenders) {
        assertThat(offenders.toList()).isEmpty();
    }

    private static String where(JavaSource source) {
        return Repository.relative(source.file());
    }

    private static String slashed(Path file) {
        return "/" + Repository.relative(file);
    }

    /** The module's folder, such as {@code chaincode/model}. */
    private static String module(JavaSource source) {
        return where(source).replaceAll("/src/.*", "");
    }
}
