package io.kontor.app.evidence;

import io.kontor.app.page.ProblemException;
import io.kontor.app.settings.GatewaySettings;
import io.kontor.evidence.trust.TrustFile;
import io.kontor.evidence.trust.TrustFileCodec;
import io.kontor.evidence.verify.EvidenceVerifier;
import io.kontor.evidence.verify.Verdict;
import io.kontor.model.rejection.MalformedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** The configured trust file, read anew each time: it may come, or be renewed, while the gateway runs. */
@Component
class Trust {

    private static final Logger LOG = LoggerFactory.getLogger(Trust.class);

    private final Optional<Path> path;

    Trust(GatewaySettings settings) {
        this.path = settings.evidence().trust();
    }

    /** The trust file; absent when none is configured or it cannot be read. */
    Optional<TrustFile> file() {
        return path.flatMap(Trust::read);
    }

    /**
     * What the verifier says about a bundle.
     *
     * @throws ProblemException when there is no trust file
     */
    Verdict verify(byte[] bundle) {
        return new EvidenceVerifier(required()).verify(bundle);
    }

    /**
     * The trust file.
     *
     * @throws ProblemException when there is none
     */
    TrustFile required() {
        return file().orElseThrow(() -> new ProblemException(
                HttpStatus.CONFLICT,
                "NO_TRUST_FILE",
                "Cannot verify bundle: there is no readable trust file at "
                        + path.map(Path::toString).orElse("kontor.evidence.trust-file")));
    }

    private static Optional<TrustFile> read(Path file) {
        try {
            return Optional.of(TrustFileCodec.read(Files.readAllBytes(file)));
        } catch (IOException | MalformedException e) {
            LOG.warn("The trust file {} cannot be read: {}", file, e.getMessage());
            return Optional.empty();
        }
    }
}
