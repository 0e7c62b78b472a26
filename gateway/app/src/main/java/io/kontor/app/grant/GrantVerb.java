package io.kontor.app.grant;

import io.kontor.app.account.Account;
import io.kontor.model.grant.Grant;
import io.kontor.model.grant.GrantStatus;
import io.kontor.model.json.JsonObject;
import io.kontor.model.json.JsonObjectBuilder;
import io.kontor.model.member.MemberRole;
import java.util.Optional;
import java.util.stream.Stream;

/** What an officer can do with a grant; the contract has the last word on who may. */
enum GrantVerb {
    SIGN("sign", Reason.NONE) {
        @Override
        boolean fits(Account account, Grant grant) {
            return awaits(account, grant);
        }
    },
    REFUSE("refuse", Reason.NEEDED) {
        @Override
        boolean fits(Account account, Grant grant) {
            return awaits(account, grant);
        }
    },
    SUSPEND("suspend", Reason.NEEDED) {
        @Override
        boolean fits(Account account, Grant grant) {
            return grant.status() == GrantStatus.ACTIVE
                    && (isSupplier(account, grant) || account.role() == MemberRole.REGULATOR);
        }
    },
    RESUME("resume", Reason.NEEDED) {
        @Override
        boolean fits(Account account, Grant grant) {
            return grant.status() == GrantStatus.SUSPENDED
                    && (isSupplier(account, grant) || account.role() == MemberRole.REGULATOR);
        }
    },
    TERMINATE("terminate", Reason.NEEDED) {
        @Override
        boolean fits(Account account, Grant grant) {
            return (grant.status() == GrantStatus.ACTIVE || grant.status() == GrantStatus.SUSPENDED)
                    && isSupplier(account, grant);
        }
    };

    private final String word;
    private final Reason reason;

    GrantVerb(String word, Reason reason) {
        this.word = word;
        this.reason = reason;
    }

    /** Whether the action is worth offering to the account. */
    abstract boolean fits(Account account, Grant grant);

    String word() {
        return word;
    }

    boolean needsReason() {
        return reason == Reason.NEEDED;
    }

    String function() {
        return "grant:" + word;
    }

    /** The argument of the function. */
    JsonObject argument(Grant grant, String reasonText) {
        JsonObjectBuilder argument = JsonObject.builder().put("grantId", grant.grantId());
        if (this == SIGN || this == REFUSE) {
            argument.put("termsHash", grant.termsHash().hex());
        }
        if (needsReason()) {
            argument.put("reason", reasonText);
        }
        return argument.build();
    }

    static Optional<GrantVerb> of(String word) {
        return Stream.of(values()).filter(verb -> verb.word.equals(word)).findFirst();
    }

    private static boolean isSupplier(Account account, Grant grant) {
        return account.participantId().equals(grant.supplier());
    }

    private static boolean awaits(Account account, Grant grant) {
        boolean party =
                Stream.of(grant.supplier(), grant.seller(), grant.buyer()).anyMatch(account.participantId()::equals);
        boolean signed = grant.signatures().stream()
                .anyMatch(signature -> signature.participantId().equals(account.participantId()));
        return grant.status() == GrantStatus.PROPOSED && party && !signed;
    }

    private enum Reason {
        NONE,
        NEEDED
    }
}
