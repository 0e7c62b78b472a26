package io.kontor.dataplane.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class RoutesTest {

    private static final Consumer<Exchange> ONE = exchange -> {};
    private static final Consumer<Exchange> OTHER = exchange -> {};

    @Test
    void finds_fixed_paths_and_paths_with_variables() {
        Routes routes = new Routes().on("GET", "/a/b", ONE).on("GET", "/a/{x}/c", OTHER);
        assertThat(routes.match("GET", "/a/b").orElseThrow().handler()).isSameAs(ONE);
        assertThat(routes.match("GET", "/a/7/c").orElseThrow().variables()).containsEntry("x", "7");
        assertThat(routes.match("POST", "/a/b")).isEmpty();
        assertThat(routes.match("GET", "/a/b/")).isEmpty();
        assertThat(routes.methods("/a/b")).containsExactly("GET");
    }

    @Test
    void gives_the_first_of_two_routes_that_fit() {
        Routes variableFirst = new Routes().on("GET", "/a/{x}", ONE).on("GET", "/a/b", OTHER);
        assertThat(variableFirst.match("GET", "/a/b").orElseThrow().handler()).isSameAs(ONE);
        Routes fixedFirst = new Routes().on("GET", "/a/b", OTHER).on("GET", "/a/{x}", ONE);
        assertThat(fixedFirst.match("GET", "/a/b").orElseThrow().handler()).isSameAs(OTHER);
    }
}
