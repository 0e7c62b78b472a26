package io.kontor.model.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.model.id.Ids;
import io.kontor.model.rejection.MalformedException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class JsonObjectTest {

    private enum Colour {
        RED,
        GREEN
    }

    private final JsonObject grant = CanonicalJson.parse(
                    "{\"id\":\"g 1\",\"n\":5,\"big\":4294967296,\"flag\":true,"
                            + "\"terms\":{\"count\":\"x\"},\"lines\":[{\"a\":1},{\"a\":\"y\"}],\"mixed\":[1,\"a\"],\"colour\":\"BLUE\"}")
            .named("grant");

    @Test
    void getters_return_what_is_there() {
        assertThat(grant.string("id")).isEqualTo("g 1");
        assertThat(grant.optionalString("id")).contains("g 1");
        assertThat(grant.longValue("big")).isEqualTo(1L << 32);
        assertThat(grant.intValue("n")).isEqualTo(5);
        assertThat(grant.optionalLong("n")).hasValue(5);
        assertThat(grant.flag("flag")).isTrue();
        assertThat(grant.object("terms").string("count")).isEqualTo("x");
        assertThat(grant.optionalObject("terms")).isPresent();
        assertThat(grant.array("lines").size()).isEqualTo(2);
        assertThat(grant.optionalArray("lines")).isPresent();
        assertThat(JsonObject.builder().put("c", Colour.GREEN).build().constant("c", Colour.class))
                .isEqualTo(Colour.GREEN);
    }

    @Test
    void optional_getters_are_empty_when_the_field_is_not_there() {
        assertThat(grant.optionalString("x")).isEmpty();
        assertThat(grant.optionalLong("x")).isEmpty();
        assertThat(grant.optionalObject("x")).isEmpty();
        assertThat(grant.optionalArray("x")).isEmpty();
        assertThat(grant.optionalConstant("x", Colour.class)).isEmpty();
        assertThat(grant.has("x")).isFalse();
    }

    @Test
    void each_complaint_names_record_and_field() {
        assertProblem(() -> grant.string("x"), "Cannot read grant: field 'x' is missing");
        assertProblem(() -> grant.string("n"), "Cannot read grant: field 'n' is integer, must be string");
        assertProblem(() -> grant.optionalString("n"), "Cannot read grant: field 'n' is integer, must be string");
        assertProblem(() -> grant.longValue("id"), "Cannot read grant: field 'id' is string, must be integer");
        assertProblem(() -> grant.intValue("big"), "Cannot read grant: field 'big' is 4294967296, must fit 32 bits");
        assertProblem(
                () -> grant.object("terms").longValue("count"),
                "Cannot read grant.terms: field 'count' is string, must be integer");
        assertProblem(
                () -> grant.constant("colour", Colour.class),
                "Cannot read grant: field 'colour' is 'BLUE', must be one of [RED, GREEN]");
        assertProblem(
                () -> grant.array("mixed").strings(), "Cannot read grant.mixed[0]: it is integer, must be string");
        assertProblem(() -> grant.array("mixed").longs(), "Cannot read grant.mixed[1]: it is string, must be integer");
        assertProblem(
                () -> grant.array("lines").objects(line -> line.longValue("a")),
                "Cannot read grant.lines[1]: field 'a' is string, must be integer");
        assertThatThrownBy(() -> grant.string("id", id -> Ids.require("grant id", id)))
                .hasMessageStartingWith("Cannot read grant: field 'id': Cannot accept grant id 'g 1'");
    }

    /** JSN-10. */
    @Test
    void unknown_fields_are_refused() {
        JsonObject object = CanonicalJson.parse("{\"a\":1,\"c\":2}").named("order");
        assertThat(object.requireOnly("a", "b", "c")).isSameAs(object);
        assertProblem(() -> object.requireOnly("a", "b"), "Cannot read order: field 'c' is unknown, known are a, b");
    }

    /** JSN-9, JSN-12. */
    @Test
    void absent_values_leave_no_field_and_doubled_fields_are_refused() {
        JsonObject object = JsonObject.builder()
                .putIfPresent("a", Optional.empty())
                .putIfPresent("b", OptionalLong.of(3))
                .putIfPresent("c", Optional.of("x"))
                .putValueIfPresent("d", Optional.of(JsonArray.ofLongs(List.of(1L))))
                .build();
        assertThat(CanonicalJson.write(object)).isEqualTo("{\"b\":3,\"c\":\"x\",\"d\":[1]}");
        assertProblem(
                () -> JsonObject.builder().put("a", 1).put("a", 1), "Cannot build object: field 'a' is there twice");
    }

    @Test
    void the_first_difference_is_named_with_its_path() {
        JsonObject left = CanonicalJson.parse("{\"a\":1,\"t\":{\"x\":1,\"y\":2},\"z\":[1]}");
        assertThat(left.firstDifference(left.named("other"))).isEmpty();
        assertThat(left.firstDifference(CanonicalJson.parse("{\"a\":1,\"t\":{\"x\":1,\"y\":3},\"z\":[2]}")))
                .contains("t.y");
        assertThat(left.firstDifference(CanonicalJson.parse("{\"a\":1,\"t\":{\"x\":1,\"y\":2}}")))
                .contains("z");
        assertThat(left.firstDifference(CanonicalJson.parse("{\"a\":1,\"aa\":1,\"t\":{\"x\":1,\"y\":2},\"z\":[1]}")))
                .contains("aa");
    }

    @Test
    void names_do_not_matter_for_equality_and_values_cannot_be_changed() {
        assertThat(grant).isEqualTo(grant.named("x")).hasSameHashCodeAs(grant.named("x"));
        assertThatThrownBy(() -> grant.fields().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> grant.array("lines").values().clear())
                .isInstanceOf(UnsupportedOperationException.class);
        JsonObjectBuilder builder = JsonObject.builder().put("a", 1);
        JsonObject before = builder.build();
        builder.put("b", 2);
        assertThat(before.has("b")).isFalse();
    }

    private static void assertProblem(org.assertj.core.api.ThrowableAssert.ThrowingCallable read, String message) {
        assertThatThrownBy(read).isInstanceOf(MalformedException.class).hasMessage(message);
    }
}
