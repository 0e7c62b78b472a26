package io.kontor.dataplane.sample;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Makes claims from a seed: the same seed gives the same claims. Identity numbers lie in a region that does not exist (99), with a valid
 * check character; each patient has one claim.
 */
public final class ClaimGenerator {

    /** Mark of everything made up here. */
    public static final String SYNTHETIC = "合成数据";

    private static final String[] SURNAMES = {"林", "陈", "黄", "郑", "周", "吴", "徐", "孙", "马", "朱", "胡", "郭"};
    private static final String[] GIVEN = {"示例", "样例", "演示", "测试", "虚构", "假名"};
    private static final String[] DEPARTMENTS = {"消化内科", "呼吸内科", "心血管内科", "内分泌科", "骨科", "皮肤科"};
    private static final String[][] DIAGNOSES = {
        {"K29.5", "慢性胃炎"}, {"J06.9", "急性上呼吸道感染"}, {"I10", "原发性高血压"}, {"E11.9", "2型糖尿病"},
        {"M54.5", "下背痛"}, {"J20.9", "急性支气管炎"}, {"K21.0", "胃食管反流病"}, {"L20.9", "特应性皮炎"},
    };
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECKS = "10X98765432";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 7, 1);

    private final String institution;
    private final Random random;

    /**
     * Begins a hospital.
     *
     * @param institution its code, for example a synthetic unified social credit code
     * @param seed makes the claims differ
     */
    public ClaimGenerator(String institution, long seed) {
        this.institution = institution;
        this.random = new Random(seed * 31 + institution.hashCode());
    }

    /** Claims of as many patients. */
    public List<ClaimRecord> claims(int count) {
        List<ClaimRecord> claims = new ArrayList<>(count);
        for (int i = 1; i <= count; i++) {
            claims.add(claim(i));
        }
        return claims;
    }

    /** The sample record of the demonstration: 486.30 = 291.78 + 60.00 + 104.52 + 30.00. */
    public ClaimRecord sample() {
        Map<ClaimItem, String> values = person(0, 41);
        values.put(ClaimItem.VISIT, "OP20260917-0831");
        values.put(ClaimItem.DEPARTMENT, DEPARTMENTS[0]);
        put(values, LocalDate.of(2026, 9, 17).atTime(8, 31), DIAGNOSES[0]);
        amounts(values, new long[] {29_178, 6_000, 10_452, 3_000});
        return ClaimRecord.of(values);
    }

    private ClaimRecord claim(int number) {
        LocalDateTime visit = FIRST_DAY
                .plusDays(random.nextInt(100))
                .atTime(8 + random.nextInt(9), random.nextInt(60), random.nextInt(60));
        Map<ClaimItem, String> values = person(number, 18 + random.nextInt(60));
        values.put(
                ClaimItem.VISIT,
                "OP" + visit.toLocalDate().format(DateTimeFormatter.BASIC_ISO_DATE) + "-" + (10_000 + number));
        values.put(ClaimItem.DEPARTMENT, pick(DEPARTMENTS));
        put(values, visit, DIAGNOSES[random.nextInt(DIAGNOSES.length)]);
        long pooled = 3_000L + random.nextInt(60_000);
        amounts(
                values,
                new long[] {pooled, random.nextInt(8_000), 1_000L + random.nextInt(20_000), random.nextInt(5_000)});
        return ClaimRecord.of(values);
    }

    private Map<ClaimItem, String> person(int number, int age) {
        Map<ClaimItem, String> values = new EnumMap<>(ClaimItem.class);
        boolean male = random.nextBoolean();
        values.put(ClaimItem.INSTITUTION, institution);
        values.put(ClaimItem.PHYSICIAN, "99" + digits(13));
        values.put(ClaimItem.PATIENT, pick(SURNAMES) + pick(GIVEN));
        values.put(ClaimItem.ID_KIND, "居民身份证");
        values.put(ClaimItem.ID_NUMBER, idNumber(number, 2026 - age, male));
        values.put(ClaimItem.SEX, male ? "男性" : "女性");
        values.put(ClaimItem.AGE, String.valueOf(age));
        return values;
    }

    private void put(Map<ClaimItem, String> values, LocalDateTime visit, String[] diagnosis) {
        values.put(ClaimItem.VISIT_DATE, visit.toLocalDate().toString());
        values.put(ClaimItem.ICD10, diagnosis[0]);
        values.put(ClaimItem.DIAGNOSIS, diagnosis[1]);
        values.put(ClaimItem.REGISTERED_AT, visit.format(TIME));
        values.put(ClaimItem.PRESCRIPTION, "口服药 " + (1 + random.nextInt(4)) + " 种（" + SYNTHETIC + "）");
        values.put(ClaimItem.DRUG_CODES, "X" + digits(8) + ";X" + digits(8));
        values.put(ClaimItem.EXAMINATION, "血常规、生化（" + SYNTHETIC + "）");
        values.put(ClaimItem.INVOICE, "99" + digits(8));
        values.put(ClaimItem.INVOICE_CHECK, digits(6));
        values.put(ClaimItem.SETTLED_AT, visit.plusMinutes(45).format(TIME));
    }

    private static void amounts(Map<ClaimItem, String> values, long[] parts) {
        values.put(ClaimItem.POOLED, ClaimRecord.yuan(parts[0]));
        values.put(ClaimItem.PERSONAL_ACCOUNT, ClaimRecord.yuan(parts[1]));
        values.put(ClaimItem.SELF_PAY, ClaimRecord.yuan(parts[2]));
        values.put(ClaimItem.OWN_COST, ClaimRecord.yuan(parts[3]));
        values.put(ClaimItem.TOTAL, ClaimRecord.yuan(parts[0] + parts[1] + parts[2] + parts[3]));
    }

    /** 990101 + birthday + three digits, unique by the number, odd for men + check character. */
    private String idNumber(int number, int year, boolean male) {
        LocalDate birthday = LocalDate.of(year, 1 + number / 450 % 12, 1 + random.nextInt(28));
        int serial = number % 450 * 2 + (male ? 1 : 0);
        String body = "990101" + birthday.format(DateTimeFormatter.BASIC_ISO_DATE) + padded(serial);
        int sum = 0;
        for (int i = 0; i < body.length(); i++) {
            sum += (body.charAt(i) - '0') * WEIGHTS[i];
        }
        return body + CHECKS.charAt(sum % 11);
    }

    private static String padded(int serial) {
        String digits = String.valueOf(serial);
        return "0".repeat(3 - digits.length()) + digits;
    }

    private String digits(int count) {
        StringBuilder digits = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            digits.append((char) ('0' + random.nextInt(10)));
        }
        return digits.toString();
    }

    private String pick(String[] values) {
        return values[random.nextInt(values.length)];
    }
}
