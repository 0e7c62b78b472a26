package io.kontor.acceptance.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What the documents promise is there: commands, tests of the specification's rules, tests of the invariants. */
class DocsTest {

    /** A rule is defined where its id opens a line or a cell: {@code `RCP-3` ...}. */
    private static final Pattern DEFINED =
            Pattern.compile("^[\\s>|#*+-]*[*`]+([A-Z]{2,8}-[0-9]+)[*`]+", Pattern.MULTILINE);

    private static final Pattern RULE = Pattern.compile("\\b([A-Z]{2,8})[-_]([0-9]+)(?![0-9])(?: to \\1-([0-9]+))?");
    private static final Pattern COMMAND = Pattern.compile("\\./kontor +([a-z][a-z-]*)");
    private static final Pattern TEST = Pattern.compile("\\b(\\w+(?:Test|Story))(?:[#.](\\w+))?");
    private static final Pattern INVARIANT =
            Pattern.compile("^\\| *([0-9]+) *\\|(.*)\\|([^|]*)\\|\\s*$", Pattern.MULTILINE);

    @Test
    void every_command_that_the_readme_names_exists() {
        Set<String> named = matches(COMMAND, Repository.text(Repository.root().resolve("README.md")))
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        named.removeAll(commands());
        assertThat(named).as("commands that the CLI lacks").isEmpty();
    }

    @Test
    void every_rule_of_the_specification_is_named_by_a_test() {
        Set<String> rules = specification()
                .flatMap(page -> matches(DEFINED, Repository.text(page)))
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> tested = testSources()
                .flatMap(file -> matches(RULE, Repository.text(file)))
                .flatMap(DocsTest::rulesNamedBy)
                .collect(Collectors.toSet());
        Set<String> untested = new TreeSet<>(rules);
        untested.removeAll(tested);
        assertThat(rules).as("rules of the specification").isNotEmpty();
        assertThat(untested).as("rules that no test names").isEmpty();
    }

    @Test
    void every_invariant_names_a_test_that_exists() {
        List<MatchResult> invariants = matches(
                        INVARIANT, Repository.text(Repository.root().resolve("docs/invariants.md")))
                .toList();
        assertThat(invariants).as("rows of docs/invariants.md").isNotEmpty();
        for (MatchResult invariant : invariants) {
            assertThat(matches(TEST, invariant.group(3)))
                    .as("tests of invariant %s:%s", invariant.group(1), invariant.group(2))
                    .isNotEmpty()
                    .allSatisfy(test -> assertThat(exists(test.group(1), test.group(2)))
                            .as("%s exists", test.group())
                            .isTrue());
        }
    }

    /** One rule, or all of {@code RCP-2 to RCP-5}. */
    private static Stream<String> rulesNamedBy(MatchResult match) {
        int first = Integer.parseInt(match.group(2));
        int last = match.group(3) == null ? first : Integer.parseInt(match.group(3));
        return IntStream.rangeClosed(first, last).mapToObj(number -> match.group(1) + "-" + number);
    }

    private static Set<String> commands() {
        try {
            Class<?> type = Class.forName("io.kontor.cli.KontorCommand");
            assertThat(type.isAnnotationPresent(Command.class)).isTrue();
            return new TreeSet<>(new CommandLine(type).getSubcommands().keySet());
        } catch (ClassNotFoundException e) {
            return Set.of();
        }
    }

    private static Stream<Path> specification() {
        return Repository.files().stream()
                .filter(file -> Repository.relative(file).matches("docs/spec/.*\\.md"));
    }

    private static Stream<Path> testSources() {
        return Repository.files().stream()
                .filter(file -> Repository.relative(file).matches(".*(/src/test/|/testkit/src/main/).*\\.java"));
    }

    private static boolean exists(String testClass, @Nullable String method) {
        return testSources()
                .filter(file -> file.endsWith(testClass + ".java"))
                .anyMatch(file -> method == null || Repository.text(file).contains(" " + method + "("));
    }

    private static Stream<MatchResult> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results();
    }
}
