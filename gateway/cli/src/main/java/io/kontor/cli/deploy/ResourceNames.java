package io.kontor.cli.deploy;

/**
 * Identifiers of the demonstration's resources, which vary with the seed.
 *
 * @param claimsH1 outpatient settlements of F-H1
 * @param claimsH2 outpatient settlements of F-H2
 * @param reports laboratory reports of F-H1
 * @param prices price catalogue of F-H1
 */
public record ResourceNames(String claimsH1, String claimsH2, String reports, String prices) {

    String claims(String participantId) {
        return participantId.equals("F-H1") ? claimsH1 : claimsH2;
    }
}
