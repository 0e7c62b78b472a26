package io.kontor.app.evidence;

import io.kontor.app.account.Account;
import io.kontor.app.page.ProblemException;
import io.kontor.evidence.bundle.EvidenceBundle;
import io.kontor.evidence.verify.ProvenVerdict;
import io.kontor.evidence.verify.Verdict;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** Downloading and verifying evidence, by page and over REST (REST-10). */
@Controller
class EvidenceController {

    private final EvidenceBundles bundles;
    private final Trust trust;

    EvidenceController(EvidenceBundles bundles, Trust trust) {
        this.bundles = bundles;
        this.trust = trust;
    }

    @GetMapping({"/calls/{logId}/{index:\\d{1,15}}/bundle", "/api/v1/receipts/{logId}/{index:\\d{1,15}}/bundle"})
    ResponseEntity<byte[]> bundle(
            @PathVariable String logId,
            @PathVariable long index,
            @RequestParam(defaultValue = EvidenceBundle.ATTESTED) String level,
            @AuthenticationPrincipal Account account) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"evidence-" + logId + "-" + index + ".json\"")
                .body(
                        switch (level) {
                            case EvidenceBundle.ATTESTED -> bundles.of(account, logId, index);
                            case EvidenceBundle.ORDERED -> bundles.ordered(account, logId, index);
                            default ->
                                throw ProblemException.badRequest("Cannot make bundle: level is '" + level
                                        + "', must be " + EvidenceBundle.ATTESTED + " or " + EvidenceBundle.ORDERED);
                        });
    }

    @GetMapping("/calls/{logId}/{index:\\d{1,15}}/verdict")
    String verdict(
            @PathVariable String logId,
            @PathVariable long index,
            @AuthenticationPrincipal Account account,
            Model model) {
        show(model, trust.verify(bundles.of(account, logId, index)));
        model.addAttribute("bundle", "/calls/" + logId + "/" + index + "/bundle");
        model.addAttribute("back", "/calls/" + logId + "/" + index);
        return "receipt/verdict";
    }

    @GetMapping("/verify")
    String form(Model model) {
        model.addAttribute("back", "/calls");
        return "receipt/verdict";
    }

    @PostMapping("/verify")
    String verify(@RequestParam MultipartFile file, Model model) throws IOException {
        if (file.isEmpty()) {
            throw ProblemException.badRequest("Cannot verify bundle: the file is empty");
        }
        show(model, trust.verify(file.getBytes()));
        model.addAttribute("back", "/calls");
        return "receipt/verdict";
    }

    private static void show(Model model, Verdict verdict) {
        model.addAttribute("verdict", verdict);
        model.addAttribute("proven", verdict instanceof ProvenVerdict);
        model.addAttribute("lines", verdict.lines());
    }
}
