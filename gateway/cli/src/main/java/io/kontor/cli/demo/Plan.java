package io.kontor.cli.demo;

import io.kontor.cli.deploy.ResourceNames;
import java.util.Random;

/**
 * What varies with the seed: identifiers and numbers of calls. The default seed gives the worked amounts of the script.
 *
 * @param seed seed of the synthetic data
 * @param suffix suffix of identifiers, so that runs with different seeds do not look alike
 * @param callsH1 process calls to F-H1, one of them a MISS
 * @param callsH2 process calls to F-H2
 */
record Plan(long seed, String suffix, int callsH1, int callsH2) {
    /** Seed of the worked amounts. */
    static final long DEFAULT_SEED = 20_260_917L;

    static final int VIEWS = 3;
    static final int ITEMS = 24;

    static Plan of(long seed) {
        if (seed == DEFAULT_SEED) {
            return new Plan(seed, "0001", 8, 5);
        }
        Random random = new Random(seed);
        int h1 = 4 + random.nextInt(9);
        int h2 = 3 + random.nextInt(6);
        return new Plan(seed, String.format("%04d", 1 + random.nextInt(9_998)), h1, h2);
    }

    /** The same with no more calls than there are patients. */
    Plan limited(int patientsH1, int patientsH2) {
        return new Plan(seed, suffix, Math.min(callsH1, patientsH1 + 1), Math.min(callsH2, patientsH2));
    }

    /** Hits at F-H1: all but the patient who is unknown there. */
    int hitsH1() {
        return callsH1 - 1;
    }

    long usageH1() {
        return (long) hitsH1() * ITEMS;
    }

    long usageH2() {
        return (long) callsH2 * ITEMS;
    }

    String scenarioId() {
        return "SC-F-" + suffix;
    }

    String authorisationId() {
        return "AUTH-F-" + suffix;
    }

    String productId() {
        return "outpatient-claim-" + suffix;
    }

    String orderId(int number) {
        return "ORD-Q-INS-" + suffix + "-" + number;
    }

    ResourceNames resources() {
        return new ResourceNames(resourceId("R1"), resourceId("R2"), resourceId("R3"), resourceId("R4"));
    }

    String resourceId(String name) {
        return name + "-" + suffix;
    }
}
