package io.kontor.dataplane.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class RoutesTest {

    private final Consumer<Exchange> one = new Handler("one");
    private final Consumer<Exchange> other = new Handler("other");

    private record Handler(String name) implements Consumer<Exchange> {

        @Override
        public void accept(Exchange exchange) {
            throw new AssertionError("nothing is handled here");
        }
    }

    @Test
    void finds_fixed_paths_and_paths_with_variables() {
        Routes routes = new Routes().on("GET", "/a/b", one).on("GET", "/a/{x}/c", other);
        assertThat(routes.match("GET", "/a/b").orElseThrow().handler()).isSameAs(one);
        assertThat(routes.match("GET", "/a/7/c").orElseThrow().variables()).containsEntry("x", "7");
        assertThat(routes.match("POST", "/a/b")).isEmpty();
        assertThat(routes.match("GET", "/a/b/")).isEmpty();
        assertThat(routes.methods("/a/b")).containsExactly("GET");
    }

    @Test
    void gives_the_first_of_two_routes_that_fit() {
        Routes variableFirst = new Routes().on("GET", "/a/{x}", one).on("GET", "/a/b", other);
        assertThat(variableFirst.match("GET", "/a/b").orElseThrow().handler()).isSameAs(one);
        Routes fixedFirst = new Routes().on("GET", "/a/b", other).on("GET", "/a/{x}", one);
        assertThat(fixedFirst.match("GET", "/a/b").orElseThrow().handler()).isSameAs(other);
    }
}
