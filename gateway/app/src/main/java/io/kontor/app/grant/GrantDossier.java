package io.kontor.app.grant;

import io.kontor.app.derivative.DerivativeLine;
import io.kontor.app.derivative.Derivatives;
import io.kontor.app.ledger.ReadScope;
import io.kontor.app.ledger.Records;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Reads what belongs to one grant beside the grant itself. */
@Component
class GrantDossier {

    private final Records records;
    private final Derivatives derivatives;
    private final Clock clock;

    GrantDossier(Records records, Derivatives derivatives, Clock clock) {
        this.records = records;
        this.derivatives = derivatives;
        this.clock = clock;
    }

    /** The file of a grant that the reader was shown. */
    File of(ReadScope scope, String grantId) {
        return new File(
                records.find(scope, "deletion/" + grantId).map(DeletionLine::of),
                derivatives.of(scope, grantId),
                records.history("grant/" + grantId),
                clock.millis());
    }

    /**
     * What belongs to a grant.
     *
     * @param deletion its deletion task, once it has ended
     * @param derivatives what was made from it
     * @param history transactions that wrote it
     * @param now time of the reading, epoch milliseconds
     */
    record File(
            Optional<DeletionLine> deletion,
            List<DerivativeLine> derivatives,
            List<Records.KeyEvent> history,
            long now) {

        /** Whether a sweep would find its deletion overdue. */
        public boolean sweepable() {
            return deletion.filter(line -> line.dueAt(now)).isPresent();
        }
    }
}
