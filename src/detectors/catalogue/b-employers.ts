/**
 * Firms that many people work for, as patterns (RE2). Beside a word for work such a name is an identifier of an employer (45 CFR 164.514(b)(2)(i)); elsewhere it is where
 * anybody shops, eats or flies.
 */
const retail =
  "Walmart|Wal-Mart|Sam'?s Club|Amazon|Kroger|Costco|Target|Home Depot|Lowe'?s|Menards|Best Buy|Walgreens|CVS|Rite Aid|Publix|Safeway|Albertsons|Aldi|Trader Joe'?s|Whole Foods|Wegmans|Meijer|H-?E-?B|Hy-?Vee|Food Lion|Giant Eagle|ShopRite|Stop (?:&|and) Shop|Piggly Wiggly|Winn-?Dixie|Kohl'?s|Macy'?s|Nordstrom|JC ?Penney|TJ ?Maxx|Marshalls|Ross|Ikea|Dollar General|Dollar Tree|Family Dollar|Big Lots|Petco|PetSmart|AutoZone|Discount Tire|Les Schwab|Firestone|O'?Reilly'?s?|NAPA|Jiffy Lube|Pep Boys|Tractor Supply|Ace Hardware|GameStop|Goodwill|7-?Eleven|Wawa|Sheetz|Circle K|QuikTrip|Speedway|Buc-?ee'?s|Casey'?s|Love'?s|Pilot|Flying J";
const food =
  "Starbucks|Dunkin'?(?: Donuts)?|Dutch Bros|McDonald'?s?|Burger King|Wendy'?s|Taco Bell|Chipotle|Subway|Chick-?fil-?A|Olive Garden|Applebee'?s|Chili'?s|Denny'?s|IHOP|Waffle House|Cracker Barrel|Pizza Hut|Domino'?s|Papa John'?s|Panera(?: Bread)?|Sonic|Arby'?s|Popeyes|KFC|In-N-Out|Texas Roadhouse|Red Lobster|Golden Corral|Whataburger|Jack in the Box|Tyson(?: Foods)?|Smithfield|Cargill|JBS|Perdue|Hormel|Nestl[e\\x{E9}]|Pepsi(?:Co)?|Coca-?Cola|Coke|Frito-?Lay|Kellogg'?s|General Mills|Budweiser|Sysco|US Foods|Aramark|Sodexo";
const industry =
  "Boeing|Lockheed(?: Martin)?|Raytheon|Northrop(?: Grumman)?|General Dynamics|General Electric|GE|Ford|GM|General Motors|Chrysler|Stellantis|Tesla|Toyota|Honda|Nissan|Hyundai|Subaru|BMW|Volkswagen|Volvo|John Deere|Caterpillar|Cummins|Whirlpool|Goodyear|Michelin|Bridgestone|3M|DuPont|Dow(?: Chemical)?|US Steel|Nucor|Alcoa|Georgia-?Pacific|Weyerhaeuser|Exxon(?:Mobil)?|Chevron|Shell|BP|Valero|Halliburton|Schlumberger|Intel|Micron|Apple|Google|Microsoft|Facebook|Meta|Oracle|IBM|Verizon|AT&T|Comcast|Xfinity|T-?Mobile|Spectrum";
const transport =
  "UPS|FedEx(?: Ground| Express| Freight)?|USPS|DHL|Amtrak|BNSF|Union Pacific|CSX|Norfolk Southern|Greyhound|Uber|Lyft|DoorDash|Instacart|Swift|Schneider|Werner|JB Hunt|Knight-?Swift|Old Dominion|Ryder|Penske|U-?Haul|Delta|United|American Airlines|Southwest(?: Airlines)?|JetBlue|Alaska Airlines|Waste Management|Republic Services";
const services =
  "Wells Fargo|Bank of America|Chase|Citibank|Capital One|State Farm|Geico|Allstate|Progressive|Fidelity|H&R Block|Cintas|Securitas|Marriott|Hilton|Hyatt|Holiday Inn|Disney(?:land|world| World)?|Planet Fitness|YMCA|the Y|KinderCare|Bright Horizons|Manpower|Terminix|Orkin|ServiceMaster|Merry Maids|Visiting Angels|Home Instead";

/** Behind a word for work. */
export const knownEmployers = [retail, food, industry, transport, services].join("|");

/** What the works of a firm are, in small letters behind its name. */
export const workplaces =
  "plant|warehouse|mill|factory|mine|quarry|store|deli|diner|bakery|salon|garage|foundry|refinery|shipyard|distribution center|fulfillment center|call center|hub|depot|terminal|brewery|winery|casino|sawmill|slaughterhouse|packing house|cannery|nursery|dealership|branch|counter|register|site|yard|kitchen";

/** The last words of firms' names. */
export const firmHeads =
  "Roofing|Framing|Plumbing|Trucking|Construction|Contracting|Landscaping|Logistics|Freight|Foundry|Masonry|Drywall|Concrete|Paving|Flooring|Towing|Hauling|Excavating|Excavation|Lumber|Welding|Dairy|Orchards|Vineyards|Bakery|Catering|Seafood|Packing|Meats|Poultry|Realty|Motors|Auto Body|Auto Parts|Salon|Daycare|Child Care|Tavern|Brewing|Brewery|Diner|Cannery|Shipyard|Machine Shop|Fabrication|Millwork|Cabinets|Nursery|Janitorial|Staffing|Transport|Transit|Ambulance|Market|Grocery|Hardware|Restaurant|Supermarket|Airlines|Airways|Railroad|Ironworks|Iron Works|Steel|Foods|Farms|Framers|Electric Co|Tool & Die|& Sons|& Son|Bros|Brothers|Industries|Manufacturing|Mfg|Enterprises";

/** What stands before "at", "for" or "with" when somebody works there. */
export const workWords =
  "works?|worked|working|jobs?|boss|shifts?|nights|days|evenings|weekends|mornings|hired|fired|employed|manager|supervisor|co-?workers?|career|retired|laid off|driver|drives|drove|trucker|cashier|clerk|cook|barista|stocker|picker|packer|loader|mechanic|welder|machinist|operator|guard|custodian|janitor|teller|engineer|hr|foreman|position|gig|quit";
/** Before "at" and "for", too, with what is driven, taught or sold between. */
export const workVerbs =
  "drives?|drove|driving|delivers|delivered|delivering|hauls|hauled|hauling|flies|welds|cooks|cleans|cleaned|teaches|taught|coaches|preaches|bakes|tends bar|waits tables|bartends|does (?:security|payroll|hvac|landscaping|construction|nails|hair|bookkeeping|maintenance)";
