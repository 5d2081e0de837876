/**
 * Words with a role of their own around names, by role. Folded to ASCII when they are read; a word may have several roles.
 */

/** Before a name and hardly anything else: the capitalised word after one is a name whether or not a dictionary knows it. */
export const titles = "mr mrs ms mx mister dr drs dres prof sra srta herr frau mme mlle smt dra";

/** Before a name, but words of their own too: what follows must be known as a name or be no English word. */
export const wordTitles = `miss doctor professor senor senora senorita don dona madame monsieur sir dame lady lord rev reverend rabbi imam pastor deacon judge justice capt
captain sgt sergeant lt lieutenant col colonel cpl cpt commander officer ofc deputy detective fr father senator congressman congresswoman mayor governor sheikh shri doc signor signora hon honorable rebbetzin padre chaplain deaconess cmdr lcdr pfc pvt ssgt maj dean`;

/** After a name. */
export const credentials = `md do mbbs mbchb phd dphil dds dmd dpm dc od dvm rn lpn lvn bsn msn dnp np fnp aprn crnp cnm crna pac pa pharmd rph pt dpt ot otr slp cccslp
lcsw lmsw msw lmft lpc lmhc psyd edd jd esq mph mba facs facc facp faap facog frcp frcs cpa cna cma rma emt rrt rd rdn ms bcba`;

/** Kin and roles in care: "his wife Alparslan". What follows may be a name no dictionary knows. */
export const kin = `patient pt parents mother mom mum mommy mama father dad daddy papa wife husband spouse fiance fiancee girlfriend boyfriend son daughter brother sister sibling
stepson stepdaughter stepmother stepfather aunt uncle cousin niece nephew grandmother grandma grandfather grandpa grandson granddaughter neighbor roommate
surgeon physician nurse pcp hospitalist cardiologist oncologist neurologist psychiatrist psychologist pediatrician dermatologist radiologist pathologist
anesthesiologist urologist nephrologist gastroenterologist endocrinologist pulmonologist rheumatologist obstetrician gynecologist ophthalmologist podiatrist
dentist pharmacist therapist midwife auntie granny nana papi mami tia tio abuela abuelo hubby grandparent grandpop meemaw pawpaw stepmom stepdad bf gf nan nannie pop pops bro sis fiancés stepbrother stepsister sons daughters sisters brothers
nieta nieto hija hijo esposa esposo hermana hermano suegra suegro sobrina sobrino nuera yerno
nieces nephews cousins grandsons granddaughters caretaker husb dtr parents grandparents`;

/** Roles that programs have too: "client", "user". What follows must be known as a name. */
export const roles = `patients partner guardian guarantor surrogate proxy nok client resident inmate veteran member subscriber beneficiary insured dependent enrollee doctor
provider attending intern fellow consultant counselor practitioner clinician technician paramedic scribe transcriptionist coordinator colleague friend boss mgr navigator aide
manager supervisor employee coworker teacher student customer caller user author witness recipient sender applicant victim suspect participant subject baby
infant newborn child kid boy girl toddler twin caregiver actor actress singer president chairman ceo founder secretary minister prince princess queen king pope
landlord landlady adjuster investigator pi poet writer novelist composer painter artist director producer coach player drummer guitarist bassist vocalist pianist striker goalkeeper midfielder
defender pitcher quarterback by doula aide sponsor volunteer crew ex sib mbr husb dep decedent executor attorney lawyer counsel paralegal
agent rep operator dispatcher medic firefighter trooper dietitian nutritionist acupuncturist chiropractor hygienist optometrist audiologist toxicologist geneticist intensivist
allergist immunologist endodontist orthodontist periodontist epidemiologist geriatrician neonatologist perinatologist physiatrist hepatologist hematologist phlebotomist sonographer
doctora enfermera interpreter interpreter recorder scribe tech assistant endoscopist sister-in-law brother-in-law grandkid grandchild godmother godfather godson goddaughter
godparent parent classmate labmate teammate workmate flatmate suitemate housemate bandmate cellmate babysitter nanny tutor principal superintendent bailiff deponent plaintiff defendant claimant insurer proband widow
widower bride groom prescriber advocate sw nephro nephrology cards cardiology renal neuro neurology neurosurgery ortho orthopedics heme onc oncology urology psychiatry pulm rheum derm anesthesia twin triplet sitter carer companion escort driver worker`;

/** Of the roles, those of persons alone: in small letters a name may follow "my boss". */
export const smallRoles = `boss coach teacher supervisor principal coworker classmate roommate babysitter tutor sponsor counselor caseworker landlord landlady resident therapist attorney lawyer aide
caregiver manager mgr partner friend coordinator counselor dietitian paramedic interpreter`;

/** Greetings and closings. */
export const greetings = `hi hello hey dear thanks thx thank regards sincerely cheers greetings goodbye bye yours best respectfully cordially love hola bonjour morning afternoon
evening`;

/** What is written for somebody or about somebody. */
export const writings = "note letter summary referral appeal excuse script handout handoff hpi consult eulogy";

/** What hardly anything but a person does, right after the name. */
export const humanVerbs = `reports reported denies denied complains complained endorses endorsed says said told asked tells asks underwent smokes drinks drank died weighs
verbalized ambulated smoked lives lived visited thinks wants wanted feels felt thought knew loved wrote replied went came fell who whose presents presented stated
states returned`;

/** What persons do more often than things. */
export const personVerbs = `began begins has had is was will can cannot would wants needs needed likes prefers drives drove eats ate sleeps slept walks walked works worked takes took
arrived tolerated tolerates ambulates requests requested agreed agrees attends attended plays enjoys misses missed stays stayed quit completed brought picked sees sat refused
declined consented hopes hoped plans planned worries moved graduated retired turned called calls spoke speaks seemed seems appears appeared looks remains remained continues
continued accompanied helped helps met meets texted emailed phoned confirmed confirms expressed admits admitted recalls remembers reminded understands understood notes noted
mentioned mentions describes described expects expected passed signed no-showed quits hates loves cried cries laughed smiled got gets gave gives left leaves woke wakes and said
explained explains insisted insists thanked prayed asked wrote drew bought lost gained started stopped threw vomited fainted collapsed slipped tripped broke hurt injured discussed discusses doesnt didnt wont cant isnt wasnt hasnt havent wouldnt couldnt dreamt dreamed family pumping shared shares verbalizes endorsing identified identifies struggles struggled`;

/** Between the parts of a name, in lower case or with a capital. */
export const particles = `de da di del della dello dos das do du des la le las los van von der den ter ten zu zur zum af av el al bin bint ibn ben abu abd ould st san santa e y i
mac mc o d`;

export const suffixes = "jr sr ii iii iv v junior senior";

/** A word before which a name makes a place: "Lake Anthony", "New Raymondfort", "San Diego". */
export const placesBefore = `new north south east west lake port fort mount mt saint st san santa santo sao sainte ste el los las point cape camp upper lower old great
northeast northwest southeast southwest bay rio villa isla playa via calle rue avenida rua plaza route highway hwy interstate county parish township borough
city town village province region district republic kingdom university college hospital hotel cafe restaurant hms uss hurricane typhoon cyclone`;

/** A word after which a name makes a place, a street, a building, an institution or a firm. */
export const placesAfter = `street st avenue ave road rd boulevard blvd drive dr lane ln court ct circle cir way place pl terrace ter trail trl parkway pkwy highway hwy freeway square sq
plaza alley loop crossing crescent turnpike pike expressway bypass causeway route apt suite unit floor building bldg tower towers house hall hospital hospitals
clinic clinics center centre medical health healthcare infirmary pharmacy hospice sanatorium rehabilitation institute institution university college school
academy elementary seminary library museum theatre theater stadium arena airport station bridge church chapel cathedral temple synagogue mosque cemetery county
parish township borough city town village beach island islands lake river creek bay valley mountain mountains hills canyon desert falls springs heights park
forest national international state states university inc incorporated llc ltd limited corp corporation company co gmbh ag plc group holdings partners
associates foundation fund trust bank insurance airlines airways motors industries systems technologies technology solutions services software labs laboratories
laboratory pharmaceuticals pharma press publishing records entertainment studios media news times journal magazine radio television tv festival award awards
prize cup league team fc united club society association union party act law laws street bypass pine junction garden gardens manor estates ranch farm farms
inn hotel resort casino mall market store shop restaurant cafe bar grill pizza brewery winery vineyards avenues`;

/** Of those, words that are also surnames or first names and end a name as often as a place. */
export const softPlacesAfter = `park lane hall house bridge lake rivers river ford hill hills wells banks bell field fields forest stone brook glen dale marsh pond
st ct dr law laws act way place pike garland bishop temple ranch farm market press bay valley garden gardens pine partners towers tower court
street square moor circle bar alley drive grill mall store cup group fund inn state press pl ter ave way co ag`;

/** Nouns that make the name before them a disease, a sign, a device, a score, a law. */
export const eponymHeads = `disease diseases syndrome syndromes sign signs symptom catheter catheters cyst cysts lymphoma lymphomas palsy procedure operation score scores scale scales
test tests testing fracture fractures reflex phenomenon phenomena tumor tumors tumour sarcoma dementia chorea thyroiditis thyroid encephalopathy hernia contracture
esophagus oesophagus node nodes murmur law laws ratio index criteria criterion classification stain tube tubes drain drains splint cast maneuver manoeuvre position
incision clamp forceps retractor cannula needle needles line lines bag mask stage staging grade grading protocol formula equation method model theorem distribution
number constant effect cell cells body bodies gland glands duct ligament triangle canal space pouch fossa tendon muscle nerve plexus artery vein fibers layer
membrane capsule loop ring rings spots lesion lesions ulcer ulcers gangrene nephropathy neuropathy myopathy cardiomyopathy arthropathy joint joints deformity foot
hand finger nail thumb elbow knee angina arrhythmia anemia anaemia leukemia purpura vasculitis arteritis granulomatosis granuloma amyloidosis ataxia dystrophy
pupil pupils hump pos neg positive negative paralysis seizure seizures epilepsy migraine aphasia area headache tremor gait malformation anomaly tetralogy defect valve graft shunt flap bypass anastomosis
repair resection biopsy angle line breathing respiration respirations sounds pulse pressure virus bacillus fever rash macula exanthem melanoma carcinoma adenoma
fingers positive negative equivocal bowel naming spindle tonic blastoma nephroblastoma worm ameba parasite agar medium solution water diet exercises exercise technique approach questionnaire inventory assessment checklist
screen screening interview examination exam coma scan view views curve plot diagram chart transform algorithm process chain filter engine cycle hypothesis
paradox principle calculator nomogram rule rules razor machine lamp box oscillator degeneration atrophy sclerosis alopecia dermatitis erythema nodules nodule pad pads cuff boot brace
collar frame rod rods nail plate wire wires pin pins screw balloon tracheostomy gastrostomy ventriculostomy pump port reservoir stent stents device ventilation
retractor scissors salad sandwich mustard sauce drill dilator speculum trocar curette elevator rongeur jobs pipeline lavage block anesthesia blade scope laryngoscope tonometry chart card plates lens stitch suture knot dressing bed sling collar bath prep`;

/** Words that no name holds: calendar, places, makers, products, computing, headings of notes, drugs. */
export const blocked = `acct accts rec ive ib iia iib iiia iiib iiic iva ivb djibouti armenia azerbaijan bahrain barbados belarus belize benin bhutan bosnia botswana brunei burundi comoros gambia gabon grenada guyana kazakhstan kosovo kyrgyzstan lesotho macedonia madagascar malawi maldives mauritania mauritius micronesia suriname swaziland eswatini tajikistan togo tobago turkmenistan vanuatu
january february march april june july august september october november december jan feb mar apr jun jul aug sept sep oct nov dec monday tuesday
wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun christmas easter thanksgiving halloween ramadan hanukkah passover diwali
alabama alaska arizona arkansas california colorado connecticut delaware florida hawaii idaho illinois indiana iowa kansas kentucky louisiana maine maryland
massachusetts michigan minnesota mississippi missouri montana nebraska nevada hampshire ohio oklahoma oregon pennsylvania rhode tennessee texas utah vermont
wisconsin wyoming afghanistan albania algeria argentina australia austria bangladesh belgium bolivia brazil britain bulgaria burma cambodia cameroon canada
chile china colombia congo croatia cuba cyprus czechia denmark ecuador egypt england eritrea estonia ethiopia europe finland france germany ghana greece greenland guatemala
haiti honduras hungary iceland india indonesia iran iraq ireland israel italy jamaica japan jordanian kenya korea kuwait laos lebanon liberia libya lithuania
luxembourg malaysia mali malta mexico moldova mongolia morocco mozambique myanmar namibia nepal netherlands nicaragua niger nigeria norway oman pakistan panama
paraguay peru philippines poland portugal qatar romania russia rwanda scotland senegal serbia singapore slovakia slovenia somalia spain sudan sweden switzerland
syria taiwan tanzania thailand tunisia turkey uganda ukraine uruguay uzbekistan venezuela vietnam wales yemen zambia zimbabwe africa america american asia
asian european african british english french german spanish italian chinese japanese korean indian mexican canadian australian russian arabic portuguese dutch
swedish norwegian danish finnish greek turkish polish irish scottish welsh latin hispanic latino caucasian jewish muslim catholic protestant buddhist hindu
new york london tokyo beijing moscow berlin chicago philadelphia seattle baltimore detroit cleveland pittsburgh cincinnati milwaukee minneapolis atlanta miami
toronto vancouver montreal
google microsoft amazon apple facebook meta twitter netflix uber oracle intel nvidia cisco dell lenovo samsung sony nokia siemens philips medtronic
pfizer merck novartis roche sanofi bayer abbott abbvie moderna gilead biogen amgen genentech lilly aetna cigna humana anthem kaiser medicare medicaid bluecross
cvs walgreens walmart target costco tesla toyota honda ford nissan chevrolet boeing airbus visa mastercard paypal stripe shopify salesforce slack zoom github
gitlab bitbucket atlassian jira confluence docker kubernetes helm istio envoy nginx apache tomcat jetty jenkins travis circle gradle maven ant bazel cassandra
redis kafka mongo mongodb postgres postgresql mysql mariadb sqlite elastic elasticsearch kibana logstash grafana prometheus loki tempo jaeger zipkin datadog
splunk sentry newrelic honeycomb dynatrace langfuse langsmith langchain llamaindex haystack autogen crewai openai anthropic claude gemini gemma llama mistral
mixtral falcon phi qwen deepseek cohere bert gpt chatgpt copilot bard grok sonnet opus haiku titan nova bedrock vertex azure lambda sagemaker athena
aurora redshift dynamo dynamodb snowflake databricks spark hadoop hive flink storm beam airflow luigi dagster prefect celery rails ruby django flask laravel
symfony spring boot hibernate struts angular react vue svelte ember next nuxt remix gatsby jekyll hugo jest mocha jasmine karma cypress selenium playwright
puppeteer webpack vite babel eslint prettier typescript javascript java python perl php rust golang kotlin scala swift dart julia haskell erlang elixir clojure
groovy lua fortran cobol pascal ada linux ubuntu debian fedora centos redhat suse gentoo arch mint alpine unix solaris bsd windows macos android ipad iphone
mozilla osx firefox chrome chromium safari opera edge webkit gecko applewebkit khtml trident blink excel word outlook powerpoint office teams sharepoint
alexa siri cortana watson einstein hubspot zendesk twilio okta auth0 vault consul nomad terraform vagrant packer ansible puppet chef salt rancher openshift
cerner epic allscripts athenahealth meditech redox mirth orion phillips bertelsmann eclipse intellij pycharm webstorm xcode vim emacs cloudflare akamai fastly
vercel netlify heroku digitalocean linode rackspace openstack vmware xen hyperv esxi macintosh mozilla thunderbird mercurial subversion git svn
info debug warn warning error fatal trace critical notice verbose severe fine finer finest exception null nil none true false undefined nan unknown na tbd redacted
masked removed anonymous dev deps test demo example sample dummy placeholder localhost root admin administrator system guest default

get post put patch delete head options select insert update where order group having join left right inner outer limit offset values table index primary key
fhir hapi hl7 cda ccda adt oru orm patient encounter observation condition procedure medication allergy immunization diagnosticreport careplan
history physical assessment plan subjective objective impression findings technique comparison indication diagnosis diagnoses medications allergies labs vitals
chief complaint review systems social family surgical past present illness exam examination discharge admission progress note notes consult consultation summary
report reports date birth dob age sex gender race address phone fax email ssn mrn account number id name signature signed dictated transcribed
electronically page pages section table figure chapter appendix reference references subject dear sir madam
lasix humira celexa allegra coumadin abilify zoloft prozac lexapro paxil effexor cymbalta wellbutrin xanax valium ativan klonopin ambien lunesta adderall ritalin
concerta vyvanse strattera lipitor crestor zocor pravachol plavix eliquis xarelto pradaxa lovenox heparin norvasc diovan cozaar benicar micardis lopressor toprol
coreg tenormin lanoxin januvia jardiance farxiga invokana ozempic wegovy mounjaro trulicity victoza lantus humalog novolog levemir tresiba glucophage actos
amaryl synthroid levoxyl armour premarin provera depo mirena nexplanon yaz yasmin viagra cialis levitra flomax proscar avodart nexium prilosec protonix prevacid
pepcid zantac tums zofran reglan phenergan benadryl claritin zyrtec singulair flonase nasonex advair symbicort spiriva albuterol ventolin proair proventil
combivent pulmicort qvar dulera breo trelegy tylenol advil motrin aleve celebrex toradol percocet vicodin norco oxycontin dilaudid ultram demerol fentanyl
duragesic suboxone narcan methadone neurontin lyrica topamax lamictal depakote keppra dilantin tegretol trileptal lithium seroquel zyprexa risperdal geodon
haldol latuda clozaril invega aricept namenda sinemet mirapex requip enbrel remicade stelara cosentyx otezla xeljanz rituxan keytruda opdivo herceptin avastin
gleevec revlimid augmentin amoxil keflex cipro levaquin zithromax bactrim doxycycline flagyl vancocin rocephin zosyn ancef diflucan valtrex zovirax tamiflu
paxlovid plaquenil imuran cellcept prograf rapamune medrol deltasone kenalog botox juvederm restasis xalatan travatan cosopt combigan lumigan tylenol
metformin lisinopril atorvastatin amlodipine metoprolol omeprazole losartan gabapentin hydrochlorothiazide sertraline simvastatin montelukast escitalopram
rosuvastatin bupropion furosemide trazodone pantoprazole tamsulosin prednisone carvedilol duloxetine meloxicam clopidogrel citalopram aspirin warfarin apixaban
ibuprofen acetaminophen amoxicillin azithromycin ciprofloxacin insulin glargine lispro tramadol oxycodone hydrocodone morphine lorazepam clonazepam alprazolam
candida albicans aureus pylori staphylococcus streptococcus escherichia clostridium clostridioides pseudomonas klebsiella aspergillus helicobacter mycobacterium
naloxone ondansetron famotidine albuterol fluticasone levothyroxine spironolactone digoxin amiodarone diltiazem verapamil propranolol clonidine`;

/** Of the blocked words, those that are first names or surnames too: alone they are none, beside another part of a name they are one. */
export const blockedAlone = `amish mennonite hutterite mormon sikh max april june august may jan jun sun mar sat virginia georgia carolina dakota jordan paris sydney austin dallas houston madison lincoln washington jackson cleveland london
israel chad kenya india ashkenazi sephardic punjabi tagalog ilocano urdu farsi pashto dari swahili amharic tigrinya oromo
mandarin cantonese hmong bengali gujarati tamil telugu malayalam kannada marathi nepali burmese khmer armenian ukrainian romanian albanian bosnian serbian croatian hungarian czech
yiddish hebrew kinyarwanda igbo yoruba hausa twi quechua mixteco navajo cherokee lakota ojibwe haitian
china asia america ireland england france francia holland poland german french english israel santana carolina montana sierra
travis jenkins cassandra jasmine julia ruby ada alexa watson einstein aurora athena nova claude gemma hugo jest luigi celery chef ford dell lilly abbott kaiser
merck roche bayer philips phillips anthem watson oscar ray leo maya sonny celeste phoenix ember swift pascal dart scala kotlin julia elixir robin clover
delta jasper ceylon orion apollo atlas helios titan juno luna stella harper sage olive violet rose mars venus jupiter mercury saturn neptune pluto gaia helen
march august wales jordan cuba orlando chase wells fargo morgan stanley goldman harley davidson johnson hewlett packard mckinsey
ernst deloitte macy wendy domino denny chili lowe penney kohl nordstrom gilead tempo vertex falcon berlin moscow marina hive storm edge opera spring boot epic
florence victoria santiago diego savannah charlotte brooklyn chelsea kingston lima milan rome roma geneva vienna valencia salem trenton camden raleigh denver memphis troy petra
medina lourdes alexandria adelaide perth darwin odessa macon houston arlington lexington clayton dayton milton burlington aberdeen rochester chester lancaster bristol
word arch mint salt vault page allegra ativan yasmin yaz valium mirena`;

/** Shorthand of notes that is a rare name somewhere. */
export const shorthand = `sec disch dschg alt mbr prov reg subscr guar eff svc stmt clm med medi addl mammo colo trop lytes amm kub chem endo levo neo dex mag fent echo retic bicarb creat gluc min mod fam neg pos abd resp gen ext cont amb unk tel anes obs eval dispo sched rec recs hosp abx trach vent sats temp wt ht bp hr rr dx tx hx rx sx fx cx
sig disp qty pre post intra peri sub obj ros pe pmh psh fh sh meds all loc dos doa tob etoh soc fam sys dia prn stat inj tab cap susp crm ref att attn encl prelim procs imp plan
na cr med toco li fe mg ca co cl wt ht hgb plt coll phleb bump mtg ln per via with by next last lives seen met spoke`;

/** Diseases, signs and devices go by these names. Alone they are no people. */
export const eponyms = `benedikt balthazar barthel jebsen stroop kaizen frenchay mallampati cormack lehane hinchey gustilo bosniak fazekas wartofsky kellgren deauville brunnstrom ashworth pfirrmann modic meyerding schatzker outerbridge spetzler clavien dindo mendelsohn masako haggitt kikuchi siewert borrmann todani aldrete apfel cockcroft gault hasselbalch haldane sgarbossa wellens bazett fridericia khorana durie yergason sampaolesi stargardt finkelstein peristomal ghent
richmond apgars epworth leksell kerr hoyer gunn kerley hugger bookwalter gelpi weck fleischner myerson kerrison ravitch stryker deaver balfour weitlaner malecot hoehn yahr pearson spearman kaplan meier mann whitney cohen bonferroni wilcoxon bland altman tukey kruskal wallis shapiro wilk kelly dijon alfredo melba parkinson parkinsons alzheimer alzheimers hodgkin hodgkins crohn crohns addison addisons cushing cushings graves hashimoto hashimotos bell bells baker bakers
foley foleys down downs turner turners klinefelter marfan ehlers danlos guillain barre tourette tourettes huntington huntingtons lyme wernicke korsakoff
whipple whipples paget pagets raynaud raynauds sjogren sjogrens charcot gehrig babinski kernig brudzinski murphy murphys mcburney mcburneys rovsing homan homans
phalen tinel lachman mcmurray apgar glasgow wilson wilsons meniere menieres barrett barretts mallory weiss zenker boerhaave hirschsprung meckel meckels
peyronie peyronies dupuytren dupuytrens kaposi kaposis ewing ewings wilms burkitt burkitts waldenstrom sezary bowen bowens merkel kawasaki takayasu behcet behcets
wegener churg strauss goodpasture henoch schonlein berger alport fanconi bartter gitelman liddle conn conns kallmann sheehan simmonds nelson zollinger ellison
budd chiari dubin gilbert gilberts crigler najjar rotor caroli mirizzi courvoisier trousseau virchow virchows krukenberg cullen grey osler oslers janeway roth
kussmaul cheyne stokes biot corrigan quincke duroziez austin flint graham steell levine beck becks ewart eisenmenger ebstein fallot lutembacher brugada
wolff wenckebach mobitz lown ganong levine prinzmetal dressler loeffler libman sacks duke jones framingham killip braunwald rutherford fontaine
rinne weber romberg hoffman hoffmann gower gowers lhermitte spurling adson allen schober thomas trendelenburg ortolani barlow galeazzi perthes legg calve schlatter
osgood scheuermann kohler freiberg kienbock colles smith barton bennett monteggia jones lisfranc chance jefferson hangman salter
kocher pfannenstiel mcvay lichtenstein bassini shouldice nissen toupet heller roux billroth hartmann halsted blalock taussig fontan glenn norwood rastelli ross
swan ganz hickman broviac groshong quinton tenckhoff jackson pratt penrose blake salem dobhoff sengstaken blakemore minnesota yankauer hemovac
gram giemsa wright ziehl neelsen papanicolaou pap coombs schilling schirmer ishihara snellen amsler goldmann rorschach vanderbilt moro beck hamilton braden norton morse
beers charlson child pugh ranson rockall wells geneva gleason breslow clark fuhrman figo dukes ann arbor karnofsky katz lawton tanner bishop ballard dubowitz
epstein barr coxsackie norwalk ebola zika marburg hansen hansens pott potts legionnaires weil weils chagas brill whitmore lassa
creutzfeldt jakob gerstmann niemann pick picks tay gaucher gauchers fabry fabrys pompe pompes mcardle krabbe hunter hurler sanfilippo morquio lesch nyhan menkes
batten friedreich refsum leigh kearns sayre leber becker duchenne erb duchenne klumpke horner horners argyll robertson adie holmes brown sequard lambert eaton
devic schilder marburg binswanger lewy todd todds jacksonian lennox gastaut west dravet rasmussen sturge von hippel lindau recklinghausen osler rendu
peutz jeghers gardner gardners lynch cowden cowdens turcot muir torre li fraumeni bloom wiskott aldrich digeorge bruton chediak higashi job jobs
hardy ramsay hunt bannwarth sweet sweets stevens johnson lyell nikolsky auspitz koebner darier hailey grover schamberg mondor paget
mohs dieulafoy cameron curling spigelian richter amyand littre morgagni bochdalek schatzki plummer vinson cowper bartholin bartholins skene nabothian gartner
asherman stein leventhal mayer rokitansky hegar chadwick braxton hicks leopold mcroberts erb spalding couvelaire hellp
golgi purkinje schwann betz renshaw broca wernicke rolando sylvius willis galen monro magendie luschka rathke ranvier nissl meissner pacini ruffini krause merkel
langerhans kupffer ito leydig sertoli graaf fallopian eustachian corti reissner bowman bowmans henle douglas morison glisson oddi vater santorini wirsung
treitz gerota scarpa camper colles hesselbach cooper poupart gimbernat hunter cloquet his purkinje keith flack tawara bachmann james kent mahaim bruce naughton
doppler holter bourdon wechsler stroop stanford binet weschler valsalva mueller heimlich epley dix hallpike semont brandt daroff kegel crede leopold bovie
zimmer charnley harrington steinmann kirschner ilizarov taylor hoffa bankart hill sachs morton mortons haglund sever kager thompson simmonds achilles
gaussian bayes fourier laplace fibonacci turing newton kelvin celsius fahrenheit bernoulli euler gauss markov poisson pareto hawthorne stirling mandelbrot
doppler hertz tesla faraday joule watt ampere volt ohm curie becquerel sievert gray lorentz planck moore murphy goodhart conway brooks amdahl dunning kruger
maslow pavlov skinner freud jung bloom gantt venn huffman levenshtein jaccard dijkstra bellman knuth boyer horspool merkle diffie hellman rivest shamir nagle`;

/** More of them, and makers and products of operating rooms, wards and laboratories that are rare as surnames. */
export const rareEponyms = `abiomed achenbach acutrak airvo alaris alcian alcon alere allevyn allis altemeier ambu amplatz anitschkow aquacel arani arlt armanni arthrex
aschoff asnis auer auerbach axenfeld ayonrinde ayre babylog baermann bagolini baile bakamjian bandura barfoed bazex beery beger bentall betke bezold
bielschowsky biofire biomet biosense biotronik birbeck bitot biuret bivona bleuler bohler bohr boley bormann bouchards bougie bourneville bowlby brazelton
breuer brindley brostrom bruch bruckner buckler buckys bunina cabrol camey capgras carlens carpentier casoni castroviejo cattell cepheid cheadle citelli
civatte clinitron cloward codman coloplast combitube conmed convatec corail cordis cotard cotrel councilman cournand covi cowdry cpot crosti cypher damus
debakey debakeys delorme denker depuy dermabond dohle donath doyen drager dubousset dufourmentel duhamel dunlop duoderm duret eales eichhorn elmslie
elschnig elsevier erikson eschmann estlander ethibond evicel exactech exner expedium fastrach fehling fick filatov finochietto flacc fleischer flexner
floseal folin forchheimer fordyce fothergill fouchet fournier fowlers fregoli friedewald frova furlow gamna ganser gehan gelfoam gensini gerbode
gianotti gigli gilliard glanzmann glidescope gliedman globus gmelin gomori goulian gradenigo graefe grimelius grocott guedel gumprecht gutmann hachinski
hafnia hagie hamazaki hansson harada hardinge hautmann haycock heartmate heberden heberdens heermann hegenberger heifetz heineke herick hering hertel
hertoghe hetzel hirano hirschberg hirst hobnail hoen hollister horney hospira howel huet humby hustead hycor ikari impella insall ionescu jaboulay jarvik
jatene joffroy jopling joslin judkins kangaroo kantrowitz karapandzic kasai kaster kawashima kayser kelman kernberg kernohan kielland kimmelstiel kinair
kitabchi kjeldahl kjelland kleihauer kobner kock kohlberg kohut konno koplik koutsogiannis kraepelin krimsky kroener kubler kuentscher kuntscher kveim
laerdal lafora landsteiner langenbeck lapidus latarjet lecompte lefort lemaire lempert leser levey lifepak lillehei limberg linehan linvatec lippincott
livanova longmire losee lovset loygue ludloff luer luikart lukes luminex luque luria luxol majocchi malmstrom manouguian mantoux mapleson maquet marchiafava marinesco masson mattis mauriceau mckesson mdrd medline meesmann mepilex metzenbaum michaelis micheli mikulicz millon milroy mitek mitrofanoff
mityvac mixter mobius moebius molisch monocryl monti mooren morrey mosteller mucicarmine nachlas nagayama nakayama nathanson neecham neer negri nessler
nikaidoh nobori nuvasive orsiro oucher ovassapian pajot parkes passy pastia patil pautrier pelger pelli penlon pereyra perimount perls physio piaget
pickwick pinard portex posey posner prague prolene promus psammoma pudenz puestow punnett puritan putti quinsy rahe ramstedt rappaport raschke rautaharju
ravussin raz reisberg relton remak resolute rhomberg ripamonti ripstein robertshaw romhilt rothera rothmund rumel rutherfurd salzmann sanger sano sapien
sarnat satinsky schaumann scheie schein schimmelbusch schiotz schlossman schnidt sechrist seldinger seliwanoff semb senning sensormedics seprafilm servo
sesary shiley shirodkar simpsons smellie soave soemmering sokolow sones soulier spaeth sprotte stahli stamey stansel starry stellwag sternberg
stille stomahesive strassman strayer streck sugita sugiura surgicel syncardia synergy synthes tarasoff taxus tegaderm teichholz terrien terumo
thiersch thoratec thygeson tinea tisseel tonopen touhy trahere trantas trelat trichrome trillat tuffier tuohy uchida vapotherm vdrl veau venturi veress
verhoeff verocay versacare vicryl vineland vinke vogt volcano vongraefe vulpius vygotsky wardill warkentin warthin wassermann waterlow waterston westgard
whitacre widal wiltse winnicott wintersteiner witzel wolfsdorf wrigley wullstein wurm xience yacoub yasargil zavanelli zelenko zickel zielke zoll zung
zweymuller`;

/** Firms and products that are called like a person. */
export const namesakes = `ms contin, angio seal, marchiafava micheli, folin wu, smith nephew, mary joseph, drager evita, stryker xia, puritan bennett, van gieson, van herick, de quervain, lee silverman, cormack lehane, harris benedict, burch wartofsky, salter harris, hill sachs, kellgren lawrence, gow gates, gustilo anderson, mallory weiss, mary joseph, grey turner, marcus gunn, nobel biocare,
gonio shaffer, van nuys, press ganey, le fort, cockcroft gault, henderson hasselbalch, hosmer lemeshow, hunt hess, spetzler martin, raymond roy, child turcotte, bismuth corlette, savary miller,
danis weber, lauge hansen, ficat arlet, montgomery asberg, yale brown, simpson angus, rey osterrieth, rey auditory, rey complex, boston naming, boston bowel, boston scientific, hopkins verbal, semmes weinstein, jebsen taylor,
smith nephew, st jude, baxter healthcare, becton dickinson, boston brace, milwaukee brace, clark level, dukes c, dukes b, adie tonic, munson sign, fuchs dystrophy, fuchs dots, shaffer grade, humphrey visual, humphrey field,
allen cognitive, jefferson fracture, scott rade, dawson fingers, hess grade, fisher grade, rose bengal, rose waters, duke criteria, mason type, weber type, evans type, allen test, thomas test, roos test, wright test,
hamilton anxiety, hamilton depression, young mania, beck depression, beck anxiety, wechsler memory, edinburgh postnatal, wells score, mayo score, grady coma, perry count, bruce protocol, naughton protocol,
hey claude, hi claude, hello claude, thanks claude, dear claude, hey alexa, hi alexa, hey gemini, hi gemini, hey siri, hi siri, typhim vi, agent orange, bair hugger, taco bell, red bull, ted hose, pizza hut, burger king, rite aid, mrs dash, dr pepper, mr clean, mr coffee, bence jones, braxton hicks, hester davis, tom collins, rob roy, arnold palmer, austin flint, graham steell, denis pavlik, wells fargo, morgan stanley, eli lilly, jp morgan, goldman sachs, ernst young, merrill lynch, charles schwab, john deere, jack daniels, harley davidson, mary kay, magna carta, shirley temple, earl grey, travis ci, monte carlo, max retries, max items, max length, bloody mary, granny smith, johnson
johnson, santa claus, jenny craig, johns hopkins, john hopkins, lou gehrig, martin luther, santa clara, santa barbara, baton rouge, st jude, frank starling, mary celeste, tom ford, ralph
lauren, calvin klein, kate spade, michael kors, trader joe, papa john, jimmy john, aunt jemima, uncle ben, ben jerry, marie callender, booz allen, arthur andersen, dun bradstreet, virginia
mason, ivor lewis, rives stoppa, austin healey, morris minor, royal enfield, lee enfield, smith wesson, jeffrey pine, torrey pine, lawson cypress, douglas fir, douglas iris, swainson hawk, harris hawk, cooper hawk, anna hummingbird,
wilson warbler, lewis woodpecker, clark nutcracker, thomson gazelle, grant gazelle, mason bee, drager evita, baxter sigma, real madrid, san francisco, aston villa, beth israel, cedars sinai, henry ford, sloan kettering, dana farber, anderson cooper, jersey city, mercedes benz, alfa romeo, aston martin, rolls royce, ella baker, tommy hilfiger, grey turner, boston scientific`;

/** Acronyms that are names in other cases: "Lan", "Wan", "Ram". */
export const acronyms = `http https json xml yaml html css sql csv pdf url uri api sdk cli gui ide jvm cpu gpu ram ras rom ssd usb hdmi lan wan vpn dns tcp udp tls ssl ssh ftp smtp imap os ios aws gcp ibm amd hp mri ct ed er icu or uti dvt npi dea poa pmh hx rx dx sx pe cad chf copd ckd gerd osh snf`;

/** What stands in a field that has no name. */
export const placeholders = `null nil none unknown undefined nan test tester demo redacted masked removed anonymous anon na tbd admin administrator root system default guest
localhost true false empty missing example sample dummy placeholder self deceased male female name patient user string int integer float boolean bool bigint varchar nvarchar uuid`;

/** Two letters after a comma: "Houston, TX". */
export const states = `al ak az ar ca co ct de fl ga hi id il in ia ks ky la me md ma mi mn ms mo mt ne nv nh nj nm ny nc nd oh ok or pa ri sc sd tn tx ut vt va wa wv wi
wy dc pr vi gu`;

/** Services of a hospital and circles of people: "GI (Doe)", "Family (Ann)". */
export const services = `ortho orthopedics gi id cards cardiology renal nephrology neuro neurology nsgy neurosurgery psych psychiatry heme hematology onc oncology pulm pulmonary endo
endocrine endocrinology surgery gyn urology uro ent ophtho ophthalmology derm dermatology rheum rheumatology plastics vascular thoracic ir anesthesia peds pediatrics trauma hepatology
palliative nutrition pharmacy sw cm family friend friends`;
