package io.kontor.app.ledger;

import io.kontor.app.account.Account;
import io.kontor.model.member.MemberRole;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Says what an account may read. */
@Component
public class ReadScopes {

    private final JdbcClient jdbc;

    ReadScopes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The scope of an account. A regulator's is its whole city, and only when the ledger too holds its member as an active
     * regulator.
     */
    public ReadScope of(Account account) {
        if (account.role() != MemberRole.REGULATOR) {
            return new ReadScope(List.of(account.participantId()));
        }
        List<String> city = jdbc.sql("""
                select m.doc ->> 'participantId' from record m
                where m.type = 'member' and m.doc ->> 'cityId' = (
                    select r.doc ->> 'cityId' from record r
                    where r.key = :own and r.doc -> 'roles' @> '["REGULATOR"]' and r.doc ->> 'status' = 'ACTIVE')""")
                .param("own", "member/" + account.participantId())
                .query(String.class)
                .list();
        return new ReadScope(city.isEmpty() ? List.of(account.participantId()) : city);
    }
}
