package io.kontor.dataplane.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.model.resource.DataItem;
import io.kontor.model.resource.Sensitivity;
import java.util.List;
import org.junit.jupiter.api.Test;

/** DPL-7. */
class MaskingTest {

    private static final Masking MASKING = Masking.of(List.of(
            new DataItem("患者姓名", "text", Sensitivity.NAME),
            new DataItem("性别", "text", Sensitivity.SEX),
            new DataItem("证件号", "text", Sensitivity.IDENTIFIER),
            new DataItem("诊断名称", "text", Sensitivity.NONE)));

    @Test
    void a_name_keeps_its_first_character() {
        assertThat(MASKING.apply("患者姓名", "林晓明")).isEqualTo("林**");
        assertThat(MASKING.apply("患者姓名", "林")).isEqualTo("林**");
        assertThat(MASKING.apply("患者姓名", "𠮷田")).isEqualTo("𠮷**");
    }

    @Test
    void a_sex_keeps_nothing_but_its_last_character() {
        assertThat(MASKING.apply("性别", "女性")).isEqualTo("*性");
        assertThat(MASKING.apply("性别", "女")).isEqualTo("*");
    }

    @Test
    void an_identifier_keeps_three_and_two_characters() {
        assertThat(MASKING.apply("证件号", "990101199001011234")).isEqualTo("990*************34");
        assertThat(MASKING.apply("证件号", "123456")).isEqualTo("123*56");
    }

    @Test
    void an_identifier_that_is_too_short_is_hidden_whole() {
        assertThat(MASKING.apply("证件号", "12345")).isEqualTo("*****");
    }

    @Test
    void other_items_and_empty_values_stay_as_they_are() {
        assertThat(MASKING.apply("诊断名称", "慢性胃炎")).isEqualTo("慢性胃炎");
        assertThat(MASKING.apply("患者姓名", "")).isEmpty();
        assertThat(MASKING.apply("未知", "x")).isEqualTo("x");
        assertThat(Masking.none().apply("患者姓名", "林晓明")).isEqualTo("林晓明");
    }
}
