package io.kontor.contract.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** END-1 to END-5: whom each type of key concerns is decided, in the contract as on its page. */
class KeyCitiesTest {

    private static final Path SPEC = Path.of("../../docs/spec/contract.md");
    /** What END-5 names. */
    private static final Set<String> SEVERAL = Set.of("terms", "witness", "consent");

    @Test
    void each_type_of_key_has_a_rule_of_its_own() throws Exception {
        Set<String> types = new TreeSet<>();
        for (Class<?> holder : Set.of(Keys.class, Records.class)) {
            for (Field field : holder.getDeclaredFields()) {
                if (field.getType().equals(RecordType.class)) {
                    field.setAccessible(true);
                    types.add(((RecordType<?>) field.get(null)).name());
                }
            }
        }
        assertThat(types).hasSizeGreaterThan(40).isEqualTo(decided());
    }

    @Test
    void the_page_lists_each_type_under_its_rule() throws Exception {
        Set<String> two = new TreeSet<>(KeyCities.SHARED.keySet());
        two.removeAll(SEVERAL);
        assertThat(listed("END-2", "END-3")).isEqualTo(two);
        assertThat(listed("END-3", "END-4")).isEqualTo(new TreeSet<>(KeyCities.REGULATED.keySet()));
        assertThat(listed("END-5", "END-6")).isEqualTo(new TreeSet<>(SEVERAL));
    }

    @Test
    void the_page_lists_each_type_among_the_keys() throws Exception {
        String page = Files.readString(SPEC);
        String table = page.substring(page.indexOf("| key | record |"), page.indexOf("## Caller"));
        Matcher key = Pattern.compile("`([a-z-]+)/<").matcher(table);
        Set<String> types = new TreeSet<>();
        while (key.find()) {
            types.add(key.group(1));
        }
        assertThat(types).isEqualTo(decided());
    }

    private static Set<String> decided() {
        Set<String> decided = new TreeSet<>(KeyCities.SHARED.keySet());
        decided.addAll(KeyCities.REGULATED.keySet());
        return decided;
    }

    /** What stands in back quotes between two marks of the page, the first line's own name left out. */
    private static Set<String> listed(String from, String to) throws IOException {
        String page = Files.readString(SPEC);
        int start = page.indexOf("`" + from + "`") + from.length() + 2;
        String rule = page.substring(start, page.indexOf(to, start) - (to.startsWith("END") ? 1 : 0));
        Matcher name = Pattern.compile("`([a-z-]+)`").matcher(rule);
        Set<String> names = new TreeSet<>();
        while (name.find()) {
            names.add(name.group(1));
        }
        return names;
    }
}
