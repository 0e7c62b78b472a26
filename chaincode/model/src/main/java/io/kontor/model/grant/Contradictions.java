package io.kontor.model.grant;

import io.kontor.model.order.Credential;
import io.kontor.model.rejection.MalformedException;
import java.util.List;
import java.util.Optional;

/** Terms that cannot all hold, whatever the data: refused wherever terms are read (POL-13). */
final class Contradictions {

    private Contradictions() {}

    /** The terms that may contradict each other. */
    record Rules(
            List<ActionTerms> actions,
            List<Credential> applications,
            List<Duty> duties,
            List<Prohibition> prohibitions,
            Optional<UsageBounds> bounds) {}

    static void refuse(Rules rules) {
        for (ActionTerms action : rules.actions()) {
            if (rules.prohibitions().contains(Prohibition.of(action.action()))) {
                throw refused(action.action() + " is both permitted and prohibited");
            }
            if (!rules.applications().containsAll(action.applications().orElse(List.of()))) {
                throw refused(action.action() + " names applications that the terms do not name");
            }
        }
        boolean derive = rules.prohibitions().contains(Prohibition.DERIVE);
        if (derive && rules.duties().contains(Duty.OBTAIN_APPROVAL)) {
            throw refused("derivatives are prohibited and subject to approval");
        }
        rules.bounds().ifPresent(bounds -> refuse(rules, bounds));
    }

    private static void refuse(Rules rules, UsageBounds bounds) {
        if (bounds.bytesMax().isPresent() && permits(rules, Action.VIEW)) {
            throw refused("bytes are bounded and VIEW is permitted, which is bounded by count, pages and minutes");
        }
        boolean other = permits(rules, Action.VIEW) || permits(rules, Action.DOWNLOAD);
        if (bounds.recordsMax().isPresent() && other) {
            throw refused("records are bounded and another action than PROCESS is permitted");
        }
    }

    private static boolean permits(Rules rules, Action action) {
        return rules.actions().stream().anyMatch(terms -> terms.action() == action);
    }

    private static MalformedException refused(String reason) {
        return new MalformedException("Cannot accept grant terms: they contradict themselves: " + reason);
    }
}
