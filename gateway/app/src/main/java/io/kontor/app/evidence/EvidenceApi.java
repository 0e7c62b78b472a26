package io.kontor.app.evidence;

import io.kontor.app.account.Account;
import io.kontor.evidence.verify.ProvenVerdict;
import io.kontor.evidence.verify.Verdict;
import java.util.List;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The verdict over REST (REST-10). */
@RestController
class EvidenceApi {

    private final EvidenceBundles bundles;
    private final Trust trust;

    EvidenceApi(EvidenceBundles bundles, Trust trust) {
        this.bundles = bundles;
        this.trust = trust;
    }

    @GetMapping("/api/v1/receipts/{logId}/{index:\\d{1,15}}/verdict")
    VerdictView verdict(
            @PathVariable String logId, @PathVariable long index, @AuthenticationPrincipal Account account) {
        Verdict verdict = trust.verify(bundles.of(account, logId, index));
        return new VerdictView(verdict instanceof ProvenVerdict, verdict.lines());
    }

    /**
     * What the verifier says.
     *
     * @param proven whether everything holds
     * @param lines what is proven, or what is wrong, in words
     */
    record VerdictView(boolean proven, List<String> lines) {}
}
