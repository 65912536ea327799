/*
 * The releases of claim_kit.h: rows of the official files, few of them, in the official
 * layouts. Titles are those of ICD, which is public.
 */
#include <stdio.h>
#include <string.h>

#include "tests/support/claim_kit.h"
#include "tests/support/command.h"

#define ARRAY_LEN(a) (sizeof(a) / sizeof((a)[0]))

/* Order files, a bit each. */
enum { FY20 = 1, APR20 = 2, FY21 = 4, JAN21 = 8, FY22 = 16, FY25 = 32, ALL = 63 };

/* In byte order; flag 0 for a header. */
static const struct {
    const char *code;
    int billable;
    unsigned releases;
    const char *title;
} codes[] = {
    {"A33", 1, ALL, "Tetanus neonatorum"},
    {"B90", 0, ALL, "Sequelae of tuberculosis"},
    {"B909", 1, ALL, "Sequelae of respiratory and unspecified tuberculosis"},
    {"C44", 0, ALL, "Other and unspecified malignant neoplasm of skin"},
    {"C449", 0, ALL, "Other and unspecified malignant neoplasm of skin, unspecified"},
    {"C90", 0, ALL, "Multiple myeloma and malignant plasma cell neoplasms"},
    {"C900", 0, ALL, "Multiple myeloma"},
    {"C9000", 1, ALL, "Multiple myeloma not having achieved remission"},
    {"D63", 0, ALL, "Anemia in chronic diseases classified elsewhere"},
    {"D631", 1, ALL, "Anemia in chronic kidney disease"},
    {"E08", 0, ALL, "Diabetes mellitus due to underlying condition"},
    {"E089", 1, ALL,
     "Diabetes mellitus due to underlying condition without complications"},
    {"E10", 0, ALL, "Type 1 diabetes mellitus"},
    {"E109", 1, ALL, "Type 1 diabetes mellitus without complications"},
    {"E11", 0, ALL, "Type 2 diabetes mellitus"},
    {"E116", 0, ALL, "Type 2 diabetes mellitus with other specified complications"},
    {"E1162", 0, ALL, "Type 2 diabetes mellitus with skin complications"},
    {"E11621", 1, ALL, "Type 2 diabetes mellitus with foot ulcer"},
    {"E119", 1, ALL, "Type 2 diabetes mellitus without complications"},
    {"F45", 0, ALL, "Somatoform disorders"},
    {"F458", 1, ALL, "Other somatoform disorders"},
    {"G47", 0, ALL, "Sleep disorders"},
    {"G476", 0, ALL, "Sleep related movement disorders"},
    {"G4763", 1, ALL, "Sleep related bruxism"},
    {"H25", 0, ALL, "Age-related cataract"},
    {"H251", 0, ALL, "Age-related nuclear cataract"},
    {"H2510", 1, ALL, "Age-related nuclear cataract, unspecified eye"},
    {"H2511", 1, ALL, "Age-related nuclear cataract, right eye"},
    {"H2512", 1, ALL, "Age-related nuclear cataract, left eye"},
    {"H2513", 1, ALL, "Age-related nuclear cataract, bilateral"},
    {"I10", 1, ALL, "Essential (primary) hypertension"},
    {"J45", 0, ALL, "Asthma"},
    {"J454", 0, ALL, "Moderate persistent asthma"},
    {"J4540", 1, ALL, "Moderate persistent asthma, uncomplicated"},
    {"J82", 0, ALL, "Pulmonary eosinophilia, not elsewhere classified"},
    {"J828", 0, ALL, "Pulmonary eosinophilia, not elsewhere classified"},
    {"J8283", 1, ALL, "Eosinophilic asthma"},
    {"L97", 0, ALL,
     "Non-pressure chronic ulcer of lower limb, not elsewhere classified"},
    {"L974", 0, ALL, "Non-pressure chronic ulcer of heel and midfoot"},
    {"L9741", 0, ALL, "Non-pressure chronic ulcer of right heel and midfoot"},
    {"L97411", 1, ALL,
     "Non-pressure chronic ulcer of right heel and midfoot limited to breakdown of "
     "skin"},
    {"M19", 0, ALL, "Other and unspecified osteoarthritis"},
    {"M190", 0, ALL, "Primary osteoarthritis of other joints"},
    {"M1903", 0, ALL, "Primary osteoarthritis, wrist"},
    {"M19031", 1, ALL, "Primary osteoarthritis, right wrist"},
    {"M19032", 1, ALL, "Primary osteoarthritis, left wrist"},
    {"M35", 0, ALL, "Other systemic involvement of connective tissue"},
    {"M358", 1, FY20 | APR20 | FY21,
     "Other specified systemic involvement of connective tissue"},
    {"M358", 0, JAN21 | FY22 | FY25,
     "Other specified systemic involvement of connective tissue"},
    {"M3581", 1, JAN21 | FY22 | FY25, "Multisystem inflammatory syndrome"},
    {"M3589", 1, JAN21 | FY22 | FY25,
     "Other specified systemic involvement of connective tissue"},
    {"N18", 0, ALL, "Chronic kidney disease (CKD)"},
    {"N185", 1, ALL, "Chronic kidney disease, stage 5"},
    {"N186", 1, ALL, "End stage renal disease"},
    {"N39", 0, ALL, "Other disorders of urinary system"},
    {"N390", 1, ALL, "Urinary tract infection, site not specified"},
    {"N40", 0, ALL, "Benign prostatic hyperplasia"},
    {"N400", 1, ALL,
     "Benign prostatic hyperplasia without lower urinary tract symptoms"},
    {"O10", 0, ALL, "Pre-existing hypertension complicating pregnancy"},
    {"O100", 0, ALL, "Pre-existing essential hypertension complicating pregnancy"},
    {"O1001", 0, ALL, "Pre-existing essential hypertension complicating pregnancy,"},
    {"O10011", 1, ALL,
     "Pre-existing essential hypertension complicating pregnancy, first trimester"},
    {"R62", 0, ALL, "Lack of expected normal physiological development"},
    {"R625", 0, ALL, "Other and unspecified lack of expected development in childhood"},
    {"R6251", 1, ALL, "Failure to thrive (child)"},
    {"S06", 0, ALL, "Intracranial injury"},
    {"S061", 0, ALL, "Traumatic cerebral edema"},
    {"S061X", 0, ALL, "Traumatic cerebral edema"},
    {"S061X7", 0, ALL, "Traumatic cerebral edema with death due to brain injury"},
    {"S061X7A", 1, ALL,
     "Traumatic cerebral edema with death due to brain injury, initial encounter"},
    {"S52", 0, ALL, "Fracture of forearm"},
    {"S525", 0, ALL, "Fracture of lower end of radius"},
    {"S5252", 0, ALL, "Torus fracture of lower end of radius"},
    {"S52521", 0, ALL, "Torus fracture of lower end of right radius"},
    {"S52521A", 1, ALL,
     "Torus fracture of lower end of right radius, initial encounter"},
    {"S52521S", 1, ALL, "Torus fracture of lower end of right radius, sequela"},
    {"S72", 0, ALL, "Fracture of femur"},
    {"S720", 0, ALL, "Fracture of head and neck of femur"},
    {"S7201", 0, ALL, "Unspecified intracapsular fracture of femur"},
    {"S72011", 0, ALL, "Unspecified intracapsular fracture of right femur"},
    {"S72011A", 1, ALL,
     "Unspecified intracapsular fracture of right femur, initial encounter"},
    {"S72012", 0, ALL, "Unspecified intracapsular fracture of left femur"},
    {"S72012A", 1, ALL,
     "Unspecified intracapsular fracture of left femur, initial encounter"},
    {"S72019", 0, ALL, "Unspecified intracapsular fracture of unspecified femur"},
    {"S72019A", 1, ALL,
     "Unspecified intracapsular fracture of unspecified femur, initial encounter"},
    {"S93", 0, ALL, "Dislocation and sprain of joints at ankle, foot and toe level"},
    {"S934", 0, ALL, "Sprain of ankle"},
    {"S9340", 0, ALL, "Sprain of unspecified ligament of ankle"},
    {"S93401", 0, ALL, "Sprain of unspecified ligament of right ankle"},
    {"S93401A", 1, ALL,
     "Sprain of unspecified ligament of right ankle, initial encounter"},
    {"T14", 0, ALL, "Injury of unspecified body region"},
    {"T149", 0, ALL, "Unspecified injury"},
    {"T1491", 0, ALL, "Suicide attempt"},
    {"T1491XA", 1, ALL, "Suicide attempt, initial encounter"},
    {"U07", 0, APR20 | FY21 | JAN21 | FY22 | FY25, "Emergency use of U07"},
    {"U071", 1, APR20 | FY21 | JAN21 | FY22 | FY25, "COVID-19"},
    {"V10", 0, ALL, "Pedal cycle rider injured in collision with pedestrian or animal"},
    {"V103", 0, ALL, "Person boarding or alighting a pedal cycle injured"},
    {"V103XXA", 1, ALL,
     "Person boarding or alighting a pedal cycle injured, initial encounter"},
    {"W01", 0, ALL, "Fall on same level from slipping, tripping and stumbling"},
    {"W010", 0, ALL,
     "Fall on same level from slipping, tripping and stumbling without striking"},
    {"W010XXA", 1, ALL, "Fall on same level, initial encounter"},
    {"Y65", 0, ALL, "Other misadventures during surgical and medical care"},
    {"Y655", 0, ALL, "Performance of wrong procedure (operation)"},
    {"Y6551", 1, ALL, "Performance of wrong procedure (operation) on correct patient"},
    {"Z00", 0, ALL, "Encounter for general examination"},
    {"Z000", 0, ALL, "Encounter for general adult medical examination"},
    {"Z0000", 1, ALL,
     "Encounter for general adult medical examination without abnormal findings"},
    {"Z006", 1, ALL,
     "Encounter for examination for normal comparison and control in clinical "
     "research"},
    {"Z38", 0, ALL,
     "Liveborn infants according to place of birth and type of delivery"},
    {"Z380", 0, ALL, "Single liveborn infant, born in hospital"},
    {"Z3800", 1, ALL, "Single liveborn infant, delivered vaginally"},
    {"Z51", 0, ALL, "Encounter for other aftercare and medical care"},
    {"Z510", 1, ALL, "Encounter for antineoplastic radiation therapy"},
    {"Z511", 0, ALL, "Encounter for antineoplastic chemotherapy and immunotherapy"},
    {"Z5111", 1, ALL, "Encounter for antineoplastic chemotherapy"},
    {"Z518", 0, ALL, "Encounter for other specified aftercare"},
    {"Z5189", 1, ALL, "Encounter for other specified aftercare"},
    {"Z79", 0, ALL, "Long term (current) drug therapy"},
    {"Z794", 1, ALL, "Long term (current) use of insulin"},
    {"Z99", 0, ALL, "Dependence on enabling machines and devices"},
    {"Z992", 1, ALL, "Dependence on renal dialysis"},
};

static const struct {
    const char *name, *release, *from;
    unsigned bit;
} orders[] = {
    {"icd10cm_order_2020.txt", "2020", "2019-10-01", FY20},
    {"icd10cm_order_2020_04.txt", "2020-04", "2020-04-01", APR20},
    {"icd10cm_order_2021.txt", "2021", "2020-10-01", FY21},
    {"icd10cm_order_2021_01.txt", "2021-01", "2021-01-01", JAN21},
    {"icd10cm_order_2022.txt", "2022", "2021-10-01", FY22},
    {"icd10cm_order_2025.txt", "2025", "2024-10-01", FY25},
};

/* ---- the Tabular List -------------------------------------------------------------
 * A line a node or a note: '#' chapter, '=' section, '@' code, else the kind of a note.
 * A '-' before a note: not in the list of FY2025. */
static const char *const tabular[] = {
    "#1 Certain infectious and parasitic diseases (A00-B99)",
    "=A30-A49 Other bacterial diseases (A30-A49)",
    "@A33 Tetanus neonatorum",
    "=B90-B94 Sequelae of infectious and parasitic diseases (B90-B94)",
    "@B90 Sequelae of tuberculosis",
    "#2 Neoplasms (C00-D49)",
    "=C43-C44 Melanoma and other malignant neoplasms of skin (C43-C44)",
    "@C44 Other and unspecified malignant neoplasm of skin",
    "=C81-C96 Malignant neoplasms of lymphoid tissue (C81-C96)",
    "@C90 Multiple myeloma and malignant plasma cell neoplasms",
    "#3 Diseases of the blood (D50-D89)",
    "=D60-D64 Aplastic and other anemias (D60-D64)",
    "@D63 Anemia in chronic diseases classified elsewhere",
    "@D63.1 Anemia in chronic kidney disease",
    "codeFirst Code first underlying chronic kidney disease (CKD) (N18.-)",
    "#4 Endocrine, nutritional and metabolic diseases (E00-E89)",
    "=E08-E13 Diabetes mellitus (E08-E13)",
    "@E08 Diabetes mellitus due to underlying condition",
    "codeFirst Code first the underlying condition, such as:",
    "codeFirst malignant neoplasm (C44.-, C90.-)",
    "@E10 Type 1 diabetes mellitus",
    "excludes1 type 2 diabetes mellitus (E11.-)",
    "excludes2 hypertension (I10)",
    "@E11 Type 2 diabetes mellitus",
    "excludes1 type 1 diabetes mellitus (E10.-)",
    "useAdditionalCode Use additional code to identify control using insulin (Z79.4)",
    "@E11.62 Type 2 diabetes mellitus with skin complications",
    "@E11.621 Type 2 diabetes mellitus with foot ulcer",
    "useAdditionalCode Use additional code to identify site of ulcer (L97.4-)",
    "#5 Mental, Behavioral and Neurodevelopmental disorders (F01-F99)",
    "=F40-F48 Anxiety, stress-related and somatoform disorders (F40-F48)",
    "@F45 Somatoform disorders",
    "@F45.8 Other somatoform disorders",
    "excludes1 sleep related teeth grinding (G47.63)",
    "#6 Diseases of the nervous system (G00-G99)",
    "=G40-G47 Episodic and paroxysmal disorders (G40-G47)",
    "@G47 Sleep disorders",
    "#7 Diseases of the eye and adnexa (H00-H59)",
    "=H25-H28 Disorders of lens (H25-H28)",
    "@H25 Age-related cataract",
    "#9 Diseases of the circulatory system (I00-I99)",
    "=I10-I16 Hypertensive diseases (I10-I16)",
    "@I10 Essential (primary) hypertension",
    "-excludes1 hypertensive disease complicating pregnancy (O10-O11, O13-O16)",
    "#10 Diseases of the respiratory system (J00-J99)",
    "=J40-J47 Chronic lower respiratory diseases (J40-J47)",
    "@J45 Asthma",
    "excludes1 eosinophilic asthma (J82.83)",
    "=J80-J84 Other respiratory diseases affecting the interstitium (J80-J84)",
    "@J82 Pulmonary eosinophilia, not elsewhere classified",
    "@J82.83 Eosinophilic asthma",
    "codeFirst Code first asthma, by type (J45.-)",
    "#12 Diseases of the skin and subcutaneous tissue (L00-L99)",
    "=L80-L99 Other disorders of the skin and subcutaneous tissue (L80-L99)",
    "@L97 Non-pressure chronic ulcer of lower limb, not elsewhere classified",
    "#13 Diseases of the musculoskeletal system (M00-M99)",
    "=M15-M19 Osteoarthritis (M15-M19)",
    "@M19 Other and unspecified osteoarthritis",
    "=M30-M36 Systemic connective tissue disorders (M30-M36)",
    "@M35 Other systemic involvement of connective tissue",
    "#14 Diseases of the genitourinary system (N00-N99)",
    "=N17-N19 Acute kidney failure and chronic kidney disease (N17-N19)",
    "@N18 Chronic kidney disease (CKD)",
    "@N18.6 End stage renal disease",
    "-useAdditionalCode Use additional code to identify dialysis status (Z99.2)",
    "=N30-N39 Other diseases of the urinary system (N30-N39)",
    "@N39 Other disorders of urinary system",
    "=N40-N53 Diseases of male genital organs (N40-N53)",
    "@N40 Benign prostatic hyperplasia",
    "codeAlso Code also a pain of it (N39.0)",
    "#15 Pregnancy, childbirth and the puerperium (O00-O9A)",
    "=O10-O16 Edema, proteinuria and hypertensive disorders in pregnancy (O10-O16)",
    "@O10 Pre-existing hypertension complicating pregnancy",
    "#18 Symptoms, signs and abnormal clinical and laboratory findings (R00-R99)",
    "=R50-R69 General symptoms and signs (R50-R69)",
    "@R62 Lack of expected normal physiological development",
    "#19 Injury, poisoning and certain other consequences of external causes (S00-T88)",
    "=S00-S09 Injuries to the head (S00-S09)",
    "@S06 Intracranial injury",
    "=S50-S59 Injuries to the elbow and forearm (S50-S59)",
    "@S52 Fracture of forearm",
    "=S70-S79 Injuries to the hip and thigh (S70-S79)",
    "@S72 Fracture of femur",
    "=S90-S99 Injuries to the ankle and foot (S90-S99)",
    "@S93 Dislocation and sprain of joints at ankle, foot and toe level",
    "=T14-T14 Injury of unspecified body region (T14)",
    "@T14 Injury of unspecified body region",
    "#20 External causes of morbidity (V00-Y99)",
    "=V10-V19 Pedal cycle rider injured in transport accident (V10-V19)",
    "@V10 Pedal cycle rider injured in collision with pedestrian or animal",
    "=W00-W19 Slipping, tripping, stumbling and falls (W00-W19)",
    "@W01 Fall on same level from slipping, tripping and stumbling",
    "=Y62-Y69 Misadventures to patients (Y62-Y69)",
    "@Y65 Other misadventures during surgical and medical care",
    "#21 Factors influencing health status and contact with health services (Z00-Z99)",
    "=Z00-Z13 Persons encountering health services for examinations (Z00-Z13)",
    "@Z00 Encounter for general examination",
    "=Z30-Z39 Persons encountering health services related to reproduction (Z30-Z39)",
    "@Z38 Liveborn infants according to place of birth and type of delivery",
    "=Z40-Z53 Encounters for other specific health care (Z40-Z53)",
    "@Z51 Encounter for other aftercare and medical care",
    "=Z77-Z99 Persons with potential health hazards (Z77-Z99)",
    "@Z79 Long term (current) drug therapy",
    "@Z99 Dependence on enabling machines and devices",
    "#22 Codes for special purposes (U00-U85)",
    "=U00-U49 Provisional assignment of new diseases (U00-U49)",
    "@U07 Emergency use of U07",
};

/* An XML text in the making: what is open is closed when something else begins. */
typedef struct xml {
    char text[65536];
    size_t len;
    char open[8][SJ_CODE_CAP]; /* codes without dot */
    unsigned depth;
    bool in_chapter, in_section;
    char notes[64]; /* the kind whose lines are being written, "" for none */
} xml;

static void put(xml *x, const char *text)
{
    size_t n = strlen(text);
    if (x->len + n < sizeof x->text) {
        memcpy(x->text + x->len, text, n + 1);
        x->len += n;
    }
}

static void close_notes(xml *x)
{
    if (!x->notes[0])
        return;
    put(x, "</");
    put(x, x->notes);
    put(x, ">\n");
    x->notes[0] = '\0';
}

/* Close the codes that do not hold this one; all of them for "". */
static void close_codes(xml *x, const char *code)
{
    close_notes(x);
    while (x->depth > 0 && (!*code || strncmp(x->open[x->depth - 1], code,
                                              strlen(x->open[x->depth - 1])) != 0)) {
        put(x, "</diag>\n");
        x->depth--;
    }
}

static void close_section(xml *x)
{
    close_codes(x, "");
    if (x->in_section)
        put(x, "</section>\n");
    x->in_section = false;
}

static void close_chapter(xml *x)
{
    close_section(x);
    if (x->in_chapter)
        put(x, "</chapter>\n");
    x->in_chapter = false;
}

static void put_element(xml *x, const char *name, const char *text)
{
    char line[512];
    snprintf(line, sizeof line, "<%s>%s</%s>\n", name, text, name);
    put(x, line);
}

static void put_node(xml *x, char mark, const char *name, const char *title)
{
    char line[128], bare[SJ_CODE_CAP];
    size_t n = 0;
    for (const char *c = name; *c && n < SJ_CODE_CAP - 1; c++)
        if (*c != '.')
            bare[n++] = *c;
    bare[n] = '\0';
    if (mark == '#') {
        close_chapter(x);
        put(x, "<chapter>\n");
        put_element(x, "name", name);
        x->in_chapter = true;
    } else if (mark == '=') {
        close_section(x);
        snprintf(line, sizeof line, "<section id=\"%s\">\n", name);
        put(x, line);
        x->in_section = true;
    } else {
        close_codes(x, bare);
        put(x, "<diag>\n");
        put_element(x, "name", name);
        memcpy(x->open[x->depth++], bare, sizeof bare);
    }
    put_element(x, "desc", title);
}

static void put_note(xml *x, const char *kind, const char *text)
{
    if (strcmp(x->notes, kind) != 0) {
        close_notes(x);
        snprintf(x->notes, sizeof x->notes, "%s", kind);
        put(x, "<");
        put(x, kind);
        put(x, ">\n");
    }
    put_element(x, "note", text);
}

static void write_tabular(const char *folder, const char *name, bool fy2025)
{
    static xml x;
    x = (xml){.len = 0};
    put(&x, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<ICD10CM.tabular>\n");
    put_element(&x, "version", fy2025 ? "2025" : "2021");
    for (size_t i = 0; i < ARRAY_LEN(tabular); i++) {
        char first[64];
        const char *line = tabular[i];
        bool node = strchr("#=@", line[0]) != NULL;
        if (line[0] == '-' && fy2025)
            continue;
        line += line[0] == '-';
        size_t n = strcspn(line, " ");
        snprintf(first, sizeof first, "%.*s", (int)(n - node), line + node);
        if (node)
            put_node(&x, line[0], first, line + n + 1);
        else
            put_note(&x, first, line + n + 1);
    }
    close_chapter(&x);
    put(&x, "</ICD10CM.tabular>\n");
    write_file(folder, name, x.text, x.len);
}

/* ---- Code Editor, POA, PCS, ICD-9 ------------------------------------------------ */

static const char code_editor[] =
    "Chapter 1: Edit code lists\n"
    "4. Age conflict\n"
    "A. Newborn diagnoses (age 0)\n"
    "A33\tTetanus neonatorum\n"
    "Z3800\tSingle liveborn infant, delivered vaginally\n"
    "B. Pediatric diagnoses (age 0 through 17)\n"
    "R62.51\tFailure to thrive (child)\n"
    "C. Maternity diagnoses (age 9 through 64)\n"
    "O10011\tPre-existing essential hypertension, first trimester\n"
    "D. Adult diagnoses (age 15 through 124)\n"
    "N400\tBenign prostatic hyperplasia\n"
    "5. Sex conflict\n"
    "A. Diagnoses for females only\n"
    "O10011\tPre-existing essential hypertension, first trimester\n"
    "B. Diagnoses for males only\n"
    "N400\tBenign prostatic hyperplasia\n"
    "6. Manifestation code as principal diagnosis\n"
    "D631\tAnemia in chronic kidney disease\n"
    "8. Questionable admission\n"
    "A. Questionable admission codes\n"
    "E119\tType 2 diabetes mellitus without complications\n"
    "9. Unacceptable principal diagnosis\n"
    "The following diagnoses are unacceptable\n"
    "Z992\tDependence on renal dialysis\n"
    "Z794\tLong term (current) use of insulin\n"
    "Z5189\tEncounter for other specified aftercare\n"
    "W010XXA\tFall on same level, init\n"
    "The following are acceptable when a secondary diagnosis is reported\n"
    "Z5189\tEncounter for other specified aftercare\n"
    "11. Non-covered procedure\n"
    "A. Non-covered procedures\n"
    "00F3XZZ\tFragmentation in Cran Epidur Spc, Extern Approach\n"
    "F. Non-covered procedures, beneficiary over age 60\n"
    "0SR20JZ\tReplacement of Lum Disc with Synth Sub, Open Approach\n"
    "17. Limited coverage\n"
    "A. Limited coverage procedures\n"
    "02HA0QZ\tInsertion of Implant Heart Assist into Heart, Open Approach\n"
    "18. Wrong procedure performed\n"
    "Y6551\tPerformance of wrong procedure (op) on correct patient\n"
    "19. Procedure inconsistent with length of stay\n"
    "5A1955Z\tRespiratory Ventilation, greater than 96 consecutive hours\n";

static const char unspecified[] =
    "20. Unspecified code\n"
    "S72019A\tUnsp intracapsular fracture of unsp femur, init\n";

static const char poa[] = "Order2021\tPOAexemptCode\tDescription\n"
                          "01236\tB90.9\tSequelae of tuberculosis\n"
                          "42000\tZ79.4\tLong term (current) use of insulin\n"
                          "42001\tZ38.00\tSingle liveborn infant\n";

static const order_row pcs[] = {
    {"001", 0, "Bypass", NULL},
    {"00F", 0, "Fragmentation", NULL},
    {"00F3XZZ", 1, "Fragmentation in Cran Epidur Spc, Extern Approach", NULL},
    {"02H", 0, "Insertion", NULL},
    {"02HA0QZ", 1, "Insertion of Implant Heart Assist into Heart, Open Approach", NULL},
    {"0DT", 0, "Resection", NULL},
    {"0DTJ0ZZ", 1, "Resection of Appendix, Open Approach", NULL},
    {"0DTJ4ZZ", 1, "Resection of Appendix, Perc Endo Approach", NULL},
    {"0SR", 0, "Replacement", NULL},
    {"0SR20JZ", 1, "Replacement of Lum Disc with Synth Sub, Open Approach", NULL},
    {"5A1", 0, "Performance", NULL},
    {"5A1955Z", 1, "Respiratory Ventilation, greater than 96 consecutive hours", NULL},
    {0},
};

static const char pcs_tables[] =
    "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<ICD10PCS.tabular>\n"
    "<version>2021</version>\n<title>Resection of the appendix alone</title>\n"
    "<pcsTable>\n"
    "<axis pos=\"1\" values=\"1\"><title>Section</title>"
    "<label code=\"0\">Medical and Surgical</label></axis>\n"
    "<axis pos=\"2\" values=\"1\"><title>Body System</title>"
    "<label code=\"D\">Gastrointestinal System</label></axis>\n"
    "<axis pos=\"3\" values=\"1\"><title>Operation</title>"
    "<label code=\"T\">Resection</label></axis>\n"
    "<pcsRow codes=\"2\">\n"
    "<axis pos=\"4\" values=\"1\"><title>Body Part</title>"
    "<label code=\"J\">Appendix</label></axis>\n"
    "<axis pos=\"5\" values=\"2\"><title>Approach</title>"
    "<label code=\"0\">Open</label>"
    "<label code=\"4\">Percutaneous Endoscopic</label></axis>\n"
    "<axis pos=\"6\" values=\"1\"><title>Device</title>"
    "<label code=\"Z\">No Device</label></axis>\n"
    "<axis pos=\"7\" values=\"1\"><title>Qualifier</title>"
    "<label code=\"Z\">No Qualifier</label></axis>\n"
    "</pcsRow>\n</pcsTable>\n</ICD10PCS.tabular>\n";

static const char icd9[] = "25000 Diabetes mellitus without mention of complication\n"
                           "4019  Unspecified essential hypertension\n"
                           "E8120 Other motor vehicle traffic accident, driver\n"
                           "V103  Personal history of malignant neoplasm of breast\n";

static const char icd9_procedures[] = "0011 Infusion of drotrecogin alfa (activated)\n"
                                      "4709 Other appendectomy\n";

static const char manifest_rest[] =
    "tabular_2021.xml,icd10cm-tabular,2021,2020-10-01,\n"
    "tabular_2022.xml,icd10cm-tabular,2022,2021-10-01,\n"
    "tabular_2025.xml,icd10cm-tabular,2025,2024-10-01,\n"
    "mce_v38.txt,mce-text,v38,2020-10-01,\n"
    "mce_v39.txt,mce-text,v39,2021-10-01,\n"
    "mce_v42.txt,mce-text,v42,2024-10-01,\n"
    "poa_2021.txt,poa-exempt,2021,2020-10-01,\n"
    "poa_2022.txt,poa-exempt,2022,2021-10-01,\n"
    "icd10pcs_order_2021.txt,icd10pcs-order,2021,2020-10-01,\n"
    "icd10pcs_tables_2021.xml,icd10pcs-tables,2021,2020-10-01,\n"
    "CMS32_DESC_LONG_DX.txt,icd9cm-long,v32,2014-10-01,2015-09-30\n"
    "CMS32_DESC_LONG_SG.txt,icd9pcs-long,v32,2014-10-01,2015-09-30\n";

static void write_text(const char *folder, const char *name, const char *text)
{
    write_file(folder, name, text, strlen(text));
}

static void write_orders(const char *folder, char *manifest, size_t cap)
{
    static char shorts[ARRAY_LEN(codes)][61]; /* the width of the column */
    for (size_t i = 0; i < ARRAY_LEN(codes); i++)
        memcpy(shorts[i], codes[i].title, strnlen(codes[i].title, 60));
    for (size_t o = 0; o < ARRAY_LEN(orders); o++) {
        order_row rows[ARRAY_LEN(codes) + 1] = {{0}};
        size_t n = 0, len = strlen(manifest);
        for (size_t i = 0; i < ARRAY_LEN(codes); i++)
            if (codes[i].releases & orders[o].bit)
                rows[n++] = (order_row){codes[i].code, codes[i].billable, shorts[i],
                                        codes[i].title};
        write_order_file(folder, orders[o].name, rows);
        snprintf(manifest + len, cap - len, "%s,icd10cm-order,%s,%s,\n", orders[o].name,
                 orders[o].release, orders[o].from);
    }
}

bool claim_releases_open(sample *out)
{
    char *folder = folder_create();
    static char text[sizeof code_editor + sizeof unspecified];
    char manifest[4096] = "path,kind,release,from,to\n";
    write_orders(folder, manifest, sizeof manifest);
    strcat(manifest, manifest_rest);
    write_tabular(folder, "tabular_2021.xml", false);
    write_tabular(folder, "tabular_2022.xml", false);
    write_tabular(folder, "tabular_2025.xml", true);
    write_text(folder, "mce_v38.txt", code_editor);
    snprintf(text, sizeof text, "%s%s", code_editor, unspecified);
    write_text(folder, "mce_v39.txt", text);
    write_text(folder, "mce_v42.txt", code_editor);
    write_text(folder, "poa_2021.txt", poa);
    write_text(folder, "poa_2022.txt", poa);
    write_order_file(folder, "icd10pcs_order_2021.txt", pcs);
    write_text(folder, "icd10pcs_tables_2021.xml", pcs_tables);
    write_text(folder, "CMS32_DESC_LONG_DX.txt", icd9);
    write_text(folder, "CMS32_DESC_LONG_SG.txt", icd9_procedures);
    write_text(folder, "manifest.csv", manifest);
    bool good = sample_open(folder, out);
    folder_remove(folder);
    return good;
}
