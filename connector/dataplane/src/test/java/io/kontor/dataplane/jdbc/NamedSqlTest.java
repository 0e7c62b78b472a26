package io.kontor.dataplane.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.dataplane.source.SourceConfigurationException;
import org.junit.jupiter.api.Test;

class NamedSqlTest {

    @Test
    void names_become_placeholders_in_their_order() {
        NamedSql sql = NamedSql.parse("select a from t where p = :subject and d >= :from::date and q = :subject;\n");

        assertThat(sql.jdbcText().strip()).isEqualTo("select a from t where p = ? and d >= ?::date and q = ?");
        assertThat(sql.order()).containsExactly("subject", "from", "subject");
        assertThat(sql.names()).containsExactly("from", "subject");
    }

    @Test
    void quoted_text_comments_and_casts_hold_no_parameter() {
        String text = "select ':a', \":b\", $$:c$$, $x$:d$x$, '2'::int -- :e\n/* :f */ from t";

        NamedSql sql = NamedSql.parse(text);

        assertThat(sql.order()).isEmpty();
        assertThat(sql.jdbcText()).isEqualTo(text);
    }

    @Test
    void a_question_mark_is_an_operator_and_no_placeholder() {
        assertThat(NamedSql.parse("select j ? 'k' from t").jdbcText()).isEqualTo("select j ?? 'k' from t");
    }

    @Test
    void a_second_statement_is_refused() {
        assertThatThrownBy(() -> NamedSql.parse("select 1; drop table t"))
                .isInstanceOf(SourceConfigurationException.class)
                .hasMessageContaining("second statement after character 8");
    }

    @Test
    void unfinished_quotes_are_refused() {
        for (String text : new String[] {"select 'a", "select \"a", "select /* a", "select $x$ a"}) {
            assertThatThrownBy(() -> NamedSql.parse(text)).hasMessageContaining("unfinished");
        }
    }
}
